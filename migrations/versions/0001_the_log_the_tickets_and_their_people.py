"""The log, the tickets and their people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('agency',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('short', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['agency.id'], name=op.f('fk_agency_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency')),
    sa.UniqueConstraint('slug', name=op.f('uq_agency_slug'))
    )
    with op.batch_alter_table('agency', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_parent_id'), ['parent_id'], unique=False)

    op.create_table('area',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('population', sa.Integer(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['area.id'], name=op.f('fk_area_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_area')),
    sa.UniqueConstraint('code', name=op.f('uq_area_code'))
    )
    with op.batch_alter_table('area', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_area_level'), ['level'], unique=False)
        batch_op.create_index(batch_op.f('ix_area_parent_id'), ['parent_id'], unique=False)

    op.create_table('channel',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_channel')),
    sa.UniqueConstraint('slug', name=op.f('uq_channel_slug'))
    )
    op.create_table('cursor',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('seq >= 0', name=op.f('ck_cursor_seq')),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_cursor'))
    )
    op.create_table('import_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('profile', sa.Text(), nullable=False),
    sa.Column('header', sa.Text(), nullable=False),
    sa.Column('started_at', sa.BigInteger(), nullable=False),
    sa.Column('finished_at', sa.BigInteger(), nullable=True),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('created', sa.Integer(), nullable=False),
    sa.Column('updated', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('csv', 'open311', 'demo')", name=op.f('ck_import_run_kind')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_run'))
    )
    op.create_table('sign_in_try',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('who', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_try'))
    )
    with op.batch_alter_table('sign_in_try', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_try_who', ['who', 'at', 'id'], unique=False)

    op.create_table('area_shape',
    sa.Column('area_id', sa.Integer(), nullable=False),
    sa.Column('geometry', sa.Text(), nullable=False),
    sa.Column('schematic', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_area_shape_area_id')),
    sa.PrimaryKeyConstraint('area_id', name=op.f('pk_area_shape'))
    )
    op.create_table('category',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('group', sa.Text(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=True),
    sa.Column('response_hours', sa.Integer(), nullable=True),
    sa.Column('resolution_hours', sa.Integer(), nullable=True),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.CheckConstraint('resolution_hours > 0', name=op.f('ck_category_resolution_hours')),
    sa.CheckConstraint('response_hours > 0', name=op.f('ck_category_response_hours')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_category_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_category')),
    sa.UniqueConstraint('slug', name=op.f('uq_category_slug'))
    )
    with op.batch_alter_table('category', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_category_agency_id'), ['agency_id'], unique=False)

    op.create_table('officer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('password', sa.Text(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('session', sa.Text(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("role = 'officer' OR role = 'supervisor' OR role = 'validator' OR role = 'coordinator' OR role = 'admin'", name=op.f('ck_officer_role')),
    sa.CheckConstraint('email = lower(email)', name=op.f('ck_officer_email_lower')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_officer_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_officer')),
    sa.UniqueConstraint('email', name=op.f('uq_officer_email'))
    )
    with op.batch_alter_table('officer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_officer_agency_id'), ['agency_id'], unique=False)

    op.create_table('problem',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('row', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['import_run.id'], name=op.f('fk_problem_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_problem'))
    )
    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.create_index('ix_problem_run', ['run_id', 'line', 'id'], unique=False)

    op.create_table('ticket',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('source_id', sa.Text(), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=True),
    sa.Column('channel_id', sa.Integer(), nullable=True),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('area_id', sa.Integer(), nullable=True),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('face', sa.Text(), nullable=False),
    sa.Column('reporter', sa.LargeBinary(), nullable=True),
    sa.Column('submitted_at', sa.BigInteger(), nullable=False),
    sa.Column('response_due_at', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('promised_at', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('holder_since', sa.BigInteger(), nullable=False),
    sa.Column('first_response_at', sa.BigInteger(), nullable=True),
    sa.Column('resolved_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('closing', sa.Text(), nullable=True),
    sa.Column('duplicate_of', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('handoffs', sa.Integer(), nullable=False),
    sa.Column('reopened', sa.Integer(), nullable=False),
    sa.Column('disputed', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Integer(), nullable=False),
    sa.Column('responses', sa.Integer(), nullable=False),
    sa.Column('last_seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("(status = 'selesai') = (resolved_at IS NOT NULL)", name=op.f('ck_ticket_resolved_is_selesai')),
    sa.CheckConstraint("closing = 'resolved' OR closing = 'resolved_after_dispute' OR closing = 'closed' OR closing = 'rejected' OR closing = 'duplicate' OR closing = 'timed_out'", name=op.f('ck_ticket_closing')),
    sa.CheckConstraint("face = 'full' OR text = ''", name=op.f('ck_ticket_text_only_when_full')),
    sa.CheckConstraint("face = 'pending' OR face = 'full' OR face = 'stub' OR face = 'hidden'", name=op.f('ck_ticket_face')),
    sa.CheckConstraint("status = 'menunggu' OR status = 'koordinasi' OR status = 'disposisi' OR status = 'proses' OR status = 'validasi' OR status = 'selesai' OR status = 'ditolak' OR status = 'duplikat' OR status = 'ditutup'", name=op.f('ck_ticket_status')),
    sa.CheckConstraint('(lat IS NULL) = (lon IS NULL)', name=op.f('ck_ticket_place')),
    sa.CheckConstraint('duplicate_of <> id', name=op.f('ck_ticket_not_its_own_duplicate')),
    sa.CheckConstraint('ended_at >= submitted_at', name=op.f('ck_ticket_ended_after_submitted')),
    sa.CheckConstraint('first_response_at >= submitted_at', name=op.f('ck_ticket_response_after_submitted')),
    sa.CheckConstraint('lat BETWEEN -90 AND 90', name=op.f('ck_ticket_lat')),
    sa.CheckConstraint('lon BETWEEN -180 AND 180', name=op.f('ck_ticket_lon')),
    sa.CheckConstraint('resolved_at >= submitted_at', name=op.f('ck_ticket_resolved_after_submitted')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_ticket_agency_id')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_ticket_area_id')),
    sa.ForeignKeyConstraint(['asker_id'], ['agency.id'], name=op.f('fk_ticket_asker_id')),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_ticket_category_id')),
    sa.ForeignKeyConstraint(['channel_id'], ['channel.id'], name=op.f('fk_ticket_channel_id')),
    sa.ForeignKeyConstraint(['duplicate_of'], ['ticket.id'], name=op.f('fk_ticket_duplicate_of')),
    sa.ForeignKeyConstraint(['holder_id'], ['agency.id'], name=op.f('fk_ticket_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket')),
    sa.UniqueConstraint('code', name=op.f('uq_ticket_code')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_ticket_source_source_id'))
    )
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.create_index('ix_ticket_agency_submitted', ['agency_id', 'submitted_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_area_id'), ['area_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_duplicate_of'), ['duplicate_of'], unique=False)
        batch_op.create_index('ix_ticket_oldest_open', ['ended_at', 'submitted_at', 'id'], unique=False)
        batch_op.create_index('ix_ticket_queue', ['holder_id', 'ended_at', 'due_at', 'id'], unique=False)
        batch_op.create_index('ix_ticket_submitted_at', ['submitted_at', 'id'], unique=False)

    op.create_table('custody',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('to_at', sa.BigInteger(), nullable=True),
    sa.CheckConstraint('to_at >= from_at', name=op.f('ck_custody_in_order')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_custody_agency_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_custody_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody'))
    )
    with op.batch_alter_table('custody', schema=None) as batch_op:
        batch_op.create_index('ix_custody_agency', ['agency_id', 'from_at', 'id'], unique=False)
        batch_op.create_index('ix_custody_ticket', ['ticket_id', 'from_at', 'id'], unique=False)

    op.create_table('draft',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_draft_officer_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_draft_ticket_id')),
    sa.PrimaryKeyConstraint('ticket_id', 'officer_id', name=op.f('pk_draft'))
    )
    op.create_table('event',
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('happened_at', sa.BigInteger(), nullable=False),
    sa.Column('recorded_at', sa.BigInteger(), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=True),
    sa.Column('to_agency_id', sa.Integer(), nullable=True),
    sa.Column('status_after', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('promised_at', sa.BigInteger(), nullable=True),
    sa.Column('other_ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('corrects', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('redacted_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('officer_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(kind = 'promised') = (promised_at IS NOT NULL)", name=op.f('ck_event_promise_has_date')),
    sa.CheckConstraint("kind <> 'merged' OR other_ticket_id IS NOT NULL", name=op.f('ck_event_merge_names_other')),
    sa.CheckConstraint("kind <> 'noted' OR NOT public", name=op.f('ck_event_notes_are_internal')),
    sa.CheckConstraint("kind = 'received' OR kind = 'routed' OR kind = 'instructed' OR kind = 'transferred' OR kind = 'coordination_asked' OR kind = 'coordination_answered' OR kind = 'started' OR kind = 'responded' OR kind = 'promised' OR kind = 'completed' OR kind = 'validated' OR kind = 'validation_refused' OR kind = 'resolved' OR kind = 'rejected' OR kind = 'merged' OR kind = 'closed' OR kind = 'timed_out' OR kind = 'reopened' OR kind = 'disputed' OR kind = 'confirmed' OR kind = 'corrected' OR kind = 'redacted' OR kind = 'face_changed' OR kind = 'noted'", name=op.f('ck_event_kind')),
    sa.CheckConstraint("redacted_by IS NULL OR text = ''", name=op.f('ck_event_redacted_is_empty')),
    sa.CheckConstraint("status_after = 'menunggu' OR status_after = 'koordinasi' OR status_after = 'disposisi' OR status_after = 'proses' OR status_after = 'validasi' OR status_after = 'selesai' OR status_after = 'ditolak' OR status_after = 'duplikat' OR status_after = 'ditutup'", name=op.f('ck_event_status_after')),
    sa.CheckConstraint('seq > 0', name=op.f('ck_event_seq')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_event_agency_id')),
    sa.ForeignKeyConstraint(['corrects'], ['event.seq'], name=op.f('fk_event_corrects')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_event_officer_id')),
    sa.ForeignKeyConstraint(['other_ticket_id'], ['ticket.id'], name=op.f('fk_event_other_ticket_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_event_ticket_id')),
    sa.ForeignKeyConstraint(['to_agency_id'], ['agency.id'], name=op.f('fk_event_to_agency_id')),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_event'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index('ix_event_ticket', ['ticket_id', 'happened_at', 'seq'], unique=False)

    op.create_table('original',
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_original_ticket_id')),
    sa.PrimaryKeyConstraint('ticket_id', name=op.f('pk_original'))
    )



def downgrade() -> None:

    op.drop_table('original')
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_index('ix_event_ticket')

    op.drop_table('event')
    op.drop_table('draft')
    with op.batch_alter_table('custody', schema=None) as batch_op:
        batch_op.drop_index('ix_custody_ticket')
        batch_op.drop_index('ix_custody_agency')

    op.drop_table('custody')
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_ticket_submitted_at')
        batch_op.drop_index('ix_ticket_queue')
        batch_op.drop_index('ix_ticket_oldest_open')
        batch_op.drop_index(batch_op.f('ix_ticket_duplicate_of'))
        batch_op.drop_index(batch_op.f('ix_ticket_area_id'))
        batch_op.drop_index('ix_ticket_agency_submitted')

    op.drop_table('ticket')
    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.drop_index('ix_problem_run')

    op.drop_table('problem')
    with op.batch_alter_table('officer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_officer_agency_id'))

    op.drop_table('officer')
    with op.batch_alter_table('category', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_category_agency_id'))

    op.drop_table('category')
    op.drop_table('area_shape')
    with op.batch_alter_table('sign_in_try', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_try_who')

    op.drop_table('sign_in_try')
    op.drop_table('import_run')
    op.drop_table('cursor')
    op.drop_table('channel')
    with op.batch_alter_table('area', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_area_parent_id'))
        batch_op.drop_index(batch_op.f('ix_area_level'))

    op.drop_table('area')
    with op.batch_alter_table('agency', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agency_parent_id'))

    op.drop_table('agency')

