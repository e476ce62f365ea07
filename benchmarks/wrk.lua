-- Asks for the addresses of a file in their order, and prints what wrk measured as one line of JSON.
-- An address may be followed by a tab and the ETag that is sent with it.
-- Arguments after --: the file, then headers as "Name: value".
local requests, at = {}, 0

function init(args)
  local headers = {}
  for number = 2, #args do
    local name, value = args[number]:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  for line in io.lines(args[1]) do
    local path, tag = line:match("^([^\t]*)\t?(.*)$")
    headers["If-None-Match"] = tag ~= "" and tag or nil
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.6f, "bytes": %d, "p50": %.4f, "p95": %.4f, "p99": %.4f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
