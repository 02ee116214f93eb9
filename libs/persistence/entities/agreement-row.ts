import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed version. Written by agreements/. */
@Entity('agreement')
export class AgreementRow {
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'jsonb' })
  document!: Record<string, unknown>;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  inForceAt!: Date;
}
