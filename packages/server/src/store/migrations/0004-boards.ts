import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** Boards that people keep and share, the links that open one read-only, and what people say on things. */
export const boards: Statements = [
  `create table board (
     org_id uuid not null,
     board_id uuid not null,
     name text not null,
     owner text not null,
     layout text not null,
     version integer not null,
     seq bigint not null,
     primary key (org_id, board_id)
   )`,
  `create table board_share (
     org_id uuid not null,
     share_id uuid not null,
     board_id uuid not null,
     token_hash bytea not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     revoked_at timestamptz,
     primary key (org_id, share_id)
   )`,
  'create unique index board_share_hash on board_share (org_id, token_hash)',
  'create index board_share_board on board_share (org_id, board_id)',
  `create table comment (
     org_id uuid not null,
     comment_id uuid not null,
     subject text not null,
     author text not null,
     text text not null,
     mentions text[] not null,
     created_at timestamptz not null,
     seq bigint not null,
     primary key (org_id, comment_id)
   )`,
  'create index comment_subject on comment (org_id, subject, seq)',
  ...['board', 'board_share', 'comment'].flatMap(secured),
  'grant select, insert, update, delete on board, board_share, comment to keelson_app',
]
