import type { Words } from './shape.ts'

export const zhHans: Words = {
  notices: {
    'check-in-due': ['{name}：请提交 {period} 的数值', '截止日期：{due|day}。'],
    'check-in-late': ['{name}：{period} 的数值已逾期', '负责人：{owner}。截止日期为 {due|day}。'],
    'offer-waits': ['{name}：有一项提议等待您处理', '由 {by} 提出，有效期至 {until|day}。'],
    'agreement-stale': ['{name}：所达成的协议已失效', '其依据已变更：{what}。'],
    mentioned: ['{by} 提到了您', '在关于 {name} 的评论中。'],
    'action-due': ['{name}：您的一项行动即将到期', '截止日期：{due|day}。'],
    'review-soon': ['{name}：评审即将举行', '日期：{due|day}。'],
    'finding-new': ['{message}', '对齐报告中的新发现。'],
  },
  signature: ['{name}：请您签署', '各方均已接受，有效期至 {until|day}。'],
  sorts: {
    'check-in-due': '待提交的数值',
    'check-in-late': '逾期的数值',
    'offer-waits': '等待您处理的提议',
    'agreement-stale': '已失效的协议',
    mentioned: '提及',
    'action-due': '行动',
    'review-soon': '评审',
    'finding-new': '新的发现',
  },
  digestSubject: '{organisation}：{count} 条通知',
  open: '在 Keelson 中打开',
  handIn: '提交数值',
  linkNote: '此链接只接受一个数值，只能使用一次，七天内有效。持有者即可使用，请勿转发。',
  why: '您因是 {organisation} 的成员而收到此通知。在此选择通知的内容、时间和方式：',
  testTitle: 'Keelson 测试',
  testDetail: '{organisation} 的通知会发送到这里。',
  calendarDue: '数值到期：{name}，{period}',
  calendarOffer: '提议到期：{name}',
}
