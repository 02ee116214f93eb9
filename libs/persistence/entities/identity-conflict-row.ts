import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** Two known leads that one sender took for the same. Written by facts/. */
@Entity('identity_conflict')
export class IdentityConflictRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  otherLeadId!: string;

  @Column({ type: 'text' })
  kind!: string;
}
