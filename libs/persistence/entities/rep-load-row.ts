import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rep's open seats. Written by turn/. */
@Entity('rep_load')
export class RepLoadRow {
  @PrimaryColumn({ type: 'text' })
  repId!: string;

  @Column({ type: 'integer', default: 0 })
  open!: number;

  @Column({ type: 'integer', default: 0 })
  claims!: number;

  @Column({ type: 'timestamptz', nullable: true })
  lastClaimedAt!: Date | null;
}
