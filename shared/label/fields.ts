/** What a design is for; each sort has fields of its own. */
export const labelSorts = ['din', 'bag', 'box', 'test', 'badge', 'slip'] as const;
export type LabelSort = (typeof labelSorts)[number];

/** Values by field name; a field that is not known is an empty text. */
export type LabelFields = Readonly<Record<string, string>>;

const station = {
  'station.name': '某某市中心血站',
  'station.latinName': 'CITY BLOOD STATION',
  'station.licence': '许可证号 0000000',
};

const din = {
  'din.text': 'A999926000001',
  'din.spaced': 'A9999 26 000001',
  'din.check': '8',
  'din.flags': '00',
  'din.barcode': '=A99992600000100',
};

/**
 * Every field a design of a sort may name, with a sample of it. The samples stand in for real values when a design is
 * checked and when it is shown without a donation.
 */
export const labelFieldSamples: Readonly<Record<LabelSort, LabelFields>> = {
  din: { ...station, ...din, 'label.kind': 'bag' },
  bag: {
    ...station,
    ...din,
    'product.name': '全血',
    'product.code': 'A0001V00',
    'product.barcode': '=<A0001V00',
    'product.storage': '2–6 °C 保存',
    'blood.abo': 'AB',
    'blood.rh': '',
    'blood.barcode': '=%8800',
    'collection.date': '2026-11-20',
    'collection.time': '10:30',
    'collection.barcode': '&*0263241030',
    'expiry.date': '2026-12-25',
    'expiry.time': '23:59',
    'expiry.barcode': '&>0263592359',
    'bag.lot': 'CPDA400-26A',
    'bag.product': 'CPDA-1 400 mL',
    'bag.anticoagulant': 'CPDA-1',
    'bag.additive': '',
    'volume.ml': '400',
    'volume.units': '2',
  },
  box: {
    ...station,
    'box.code': 'BOX-07',
    'box.units': '24',
    'box.date': '2026-11-20',
    'vehicle.name': 'vehicle-1',
    'product.storage': '2–10 °C 运输',
  },
  test: {
    ...station,
    'test.code': 'TEST-3F7A09',
    'test.time': '2026-11-20 10:30',
    'printer.language': 'ZPL',
    'printer.dpi': '203',
  },
  badge: { ...station, 'staff.name': '王护士', 'staff.code': 'demo', 'staff.roles': '采血 登记' },
  slip: {
    ...station,
    'donor.name': '张三',
    'donation.date': '2026-11-20',
    'donation.place': '人民广场',
    'volume.ml': '400',
    'din.spaced': 'A9999 26 000001',
    'din.check': '8',
  },
};
