import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** What was passed with a hand-off, frozen. Written by turn/. */
@Entity('dossier')
export class DossierRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'integer' })
  handOff!: number;

  @Column({ type: 'bigint' })
  turn!: number;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;
}
