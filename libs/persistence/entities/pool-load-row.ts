import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many leads a pool with a pace has taken. Written by turn/. */
@Entity('pool_load')
export class PoolLoadRow {
  @PrimaryColumn({ type: 'text' })
  pool!: string;

  @Column({ type: 'integer', default: 0 })
  claims!: number;
}
