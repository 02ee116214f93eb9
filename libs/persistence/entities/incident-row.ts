import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A channel that was away: its sends are held until it is back. Written by incidents/ alone. */
@Entity('incident')
@Index('incident_open_idx', ['channel'], { unique: true, where: 'closed_at is null' })
@Index('incident_since_idx', ['sinceAt'])
export class IncidentRow {
  @PrimaryColumn({ type: 'uuid' })
  incidentId!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text' })
  code!: string;

  /** The first send that it did not take. */
  @Column({ type: 'timestamptz' })
  sinceAt!: Date;

  @Column({ type: 'timestamptz' })
  openedAt!: Date;

  /** When it answered again; null: it is away. */
  @Column({ type: 'timestamptz', nullable: true })
  untilAt!: Date | null;

  /** When the last held send was released. */
  @Column({ type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  probes!: number;

  @Column({ type: 'timestamptz' })
  probeAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;
}
