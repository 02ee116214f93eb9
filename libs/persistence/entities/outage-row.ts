import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A part of Baton was away. Written by outages/. */
@Entity('outage')
@Index('outage_until_idx', ['untilAt'])
export class OutageRow {
  @PrimaryColumn({ type: 'text' })
  part!: string;

  @PrimaryColumn({ type: 'timestamptz' })
  fromAt!: Date;

  @Column({ type: 'timestamptz' })
  untilAt!: Date;
}
