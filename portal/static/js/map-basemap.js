/* The city's real streets from an archive of ours (PMTiles), in the colours of the page, below everything else; drawn by
   protomaps-leaflet, which is only loaded where there is one. */
const { protomapsL: P } = window;
const FACE = '"Plus Jakarta Sans", sans-serif';
const dark = matchMedia("(prefers-color-scheme: dark)");
const kind = (...kinds) => (_, { props }) => kinds.includes(props.kind);
const widths = (...stops) => P.exp(1.6, stops);

/* From the ground up. The page's own tokens, so both schemes and every later change of the palette hold here too. */
function paint(colour) {
  const street = (width, ...kinds) => ({ dataLayer: "roads", filter: kind(...kinds), symbolizer: new P.LineSymbolizer({ color: colour("--road"), width }) });
  const ground = (dataLayer, fill, filter) => ({ dataLayer, filter, symbolizer: new P.PolygonSymbolizer({ fill: colour(fill) }) });
  return [
    ground("landuse", "--green", kind("park", "cemetery", "golf_course", "forest", "nature_reserve", "playground", "wood", "grass")),
    ground("water", "--water", (_, { geomType }) => geomType === 3),
    { dataLayer: "water", filter: kind("river", "canal", "stream"), symbolizer: new P.LineSymbolizer({ color: colour("--water"), width: widths([9, 0.5], [18, 10]) }) },
    street(widths([14, 0.3], [20, 5]), "other", "path"),
    street(widths([12, 0.2], [18, 7]), "minor_road"),
    street(widths([6, 0.3], [12, 1.4], [18, 12]), "major_road", "highway"),
    { dataLayer: "roads", filter: kind("rail"), symbolizer: new P.LineSymbolizer({ color: colour("--ink-2"), width: 1, opacity: 0.5, dash: [4, 3], dashColor: colour("--ink-2"), dashWidth: 1 }) },
  ];
}

function labels(colour, told) {
  const street = (minzoom, weight, ...kinds) => ({
    dataLayer: "roads", minzoom, filter: kind(...kinds),
    symbolizer: new P.LineLabelSymbolizer({
      labelProps: [`name:${told.language}`, "name"], font: `${weight} 11px ${FACE}`, fill: colour("--ink-2"), stroke: colour("--sheet"), width: 2,
    }),
  });
  return [street(16, 400, "minor_road", "other", "path"), street(12, 600, "highway", "major_road")];
}

/* ``map`` has a pane "base"; ``told``: archive, archive_zoom, finest and language. */
export function layBase(map, told) {
  let layer;
  function lay() {
    const style = getComputedStyle(map.getContainer());
    const colour = (name) => style.getPropertyValue(name).trim();
    layer?.remove();
    layer = P.leafletLayer({
      url: new URL(told.archive, location.href).href, maxDataZoom: told.archive_zoom, maxZoom: told.finest, pane: "base", noWrap: true,
      paintRules: paint(colour), labelRules: labels(colour, told), tasks: [document.fonts.load(`400 11px ${FACE}`), document.fonts.load(`600 11px ${FACE}`)],
      attribution: "",
    }).addTo(map);
  }
  lay();
  dark.addEventListener("change", lay);
}
