import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgreementRow } from './agreement-row.js';

/** A side's signature under a version of the agreement. Written by agreements/. */
@Entity('signature')
@Index('signature_member_idx', ['version', 'member'], { unique: true })
@Check('signature_side_check', `side in ('marketing', 'sales')`)
export class SignatureRow {
  @PrimaryColumn({ type: 'integer' })
  @ForeignKey(() => AgreementRow)
  version!: number;

  @PrimaryColumn({ type: 'text' })
  side!: string;

  @Column({ type: 'text' })
  member!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** Of the document that was read. */
  @Column({ type: 'text' })
  hash!: string;
}
