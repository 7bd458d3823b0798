import type { CardFile } from '../../simulators/card.ts';

export const zhang: CardFile = {
  name: '张秀英',
  sex: 'female',
  nation: '汉',
  birth: '1949-12-31',
  address: '北京市朝阳区建国门外大街1号',
  idNumber: '11010519491231002X',
  issuer: '北京市公安局朝阳分局',
  validFrom: '2016-01-05',
  validTo: '长期',
};

export const li: CardFile = {
  ...zhang,
  name: '\u{20BB7}\uE864明',
  sex: 'male',
  nation: '土家',
  birth: '1992-05-08',
  idNumber: '530102199205080116',
  validTo: '2036-01-05',
};
