import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** What was asked of a lead. Written by facts/store-command.ts, answered by turn/. */
@Entity('command')
@Index('command_lead_turn_idx', ['leadId', 'turn'])
export class CommandRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'bytea' })
  bodyHash!: Buffer;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  receivedAt!: Date;

  @Column({ type: 'jsonb', nullable: true })
  answer!: Record<string, unknown> | null;

  @Column({ type: 'bigint', nullable: true })
  turn!: number | null;

  /** The member who asked; null: before there were members. */
  @Column({ type: 'text', nullable: true })
  by!: string | null;
}
