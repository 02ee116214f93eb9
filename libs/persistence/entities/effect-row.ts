import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { IncidentRow } from './incident-row.js';
import { LeadRow } from './lead-row.js';

/** An outward act, done once. Planned by turn/, claimed and ended by effects/. */
@Entity('effect')
@Index('effect_status_idx', ['kind', 'status'], { where: 'abandoned_by is null' })
@Index('effect_held_idx', ['heldBy', 'status', 'heldRank', 'heldAt'], { where: 'held_by is not null' })
@Check('effect_status_check', `status in ('planned', 'sending', 'done', 'unknown', 'skipped', 'failed', 'held')`)
export class EffectRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'text', default: 'planned' })
  status!: string;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'text', nullable: true })
  receipt!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;

  /** The last incident that held it, its place among urgencies, since when, and when it was released. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => IncidentRow)
  heldBy!: string | null;

  @Column({ type: 'smallint', nullable: true })
  heldRank!: number | null;

  @Column({ type: 'timestamptz', nullable: true })
  heldAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;
}
