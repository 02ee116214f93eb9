import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MemberRow } from './member-row.js';

/** A token of a member, by its hash; the token itself is kept nowhere. Written by members/. */
@Entity('token')
@Index('token_hash_idx', ['hash'], { unique: true })
@Index('token_member_idx', ['memberId', 'createdAt'])
export class TokenRow {
  @PrimaryColumn({ type: 'uuid' })
  tokenId!: string;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ type: 'text' })
  @ForeignKey(() => MemberRow)
  memberId!: string;

  @Column({ type: 'text' })
  label!: string;

  /** Null: all that the member's roles allow. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes!: string[] | null;

  /** A member's id; null: the environment brought it. */
  @Column({ type: 'text', nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  revokedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** To the hour. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
}
