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

/** The Hong Kong specimen number; it checks. */
export const permit: CardFile = {
  layout: 'hk-macau-taiwan',
  name: '陈大文',
  sex: 'female',
  birth: '1994-08-23',
  address: '广东省深圳市福田区',
  idNumber: '810000199408230021',
  issuer: '深圳市公安局',
  validFrom: '2020-06-01',
  validTo: '2036-06-01',
  permitNumber: 'H12345678',
  issueCount: '01',
};

/** The specimen of the foreigner card of 2017. */
export const foreigner2017: CardFile = {
  layout: 'foreigner-2017',
  name: '杜珍',
  englishName: 'DOE, JANE ALEXANDRA',
  sex: 'female',
  birth: '1981-08-03',
  idNumber: 'CAN110081080310',
  country: 'CAN',
  issuer: '1500',
  validFrom: '2018-01-01',
  validTo: '2028-01-01',
};

export const foreigner2023: CardFile = {
  layout: 'foreigner-2023',
  name: '杜珍',
  englishName: `${'A'.repeat(35)}${'B'.repeat(11)}`,
  sex: 'female',
  birth: '1981-08-03',
  idNumber: '911124198108030024',
  country: '124',
  issueCount: '00',
  validFrom: '2024-01-01',
  validTo: '2034-01-01',
};
