/** 标签: the screen of the designs, and what is printed without a number. */
export const labelTexts = {
  'labels.title': '标签',
  'labels.sub': '每一种标签按现在的打印机画出',
  'labels.print': '打印',
  'labels.sent': '已送到打印机。',
  'labels.box': '打印箱签',
  'labels.badges': '工作人员胸卡',
  'labels.not-drawn': '按现在的打印机画不出来',
  'labels.test': '打印测试标签',
  'labels.slip': '打印献血者回执',
} as const;
