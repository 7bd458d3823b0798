/** Words that the invented donors are made of: common family and given names, real counties, ordinary roads. */
export const FAMILY_NAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'.split(
    '',
  );
export const COMPOUND_FAMILY_NAMES = ['欧阳', '上官', '司徒', '诸葛', '皇甫', '尉迟'] as const;
export const MALE_CHARACTERS =
  '伟强军勇磊涛超明刚平辉鹏杰波斌宇浩凯健俊帆旭志建国文华林东海峰龙飞晨阳博远成康安'.split('');
export const FEMALE_CHARACTERS =
  '芳娜敏静丽艳娟霞秀英玲桂兰燕红梅雪莹婷慧颖琳晶倩欣怡佳瑶洁云莲珍凤蓉雯悦彤岚宁'.split('');

export interface County {
  /** GB/T 2260 */
  readonly code: string;
  readonly name: string;
  readonly issuer: string;
  /** Nation names with how many of a hundred people they stand for; the rest are 汉. */
  readonly nations: readonly (readonly [name: string, percent: number])[];
}

const ZHANGJIAJIE = [
  ['土家', 55],
  ['白', 10],
  ['苗', 5],
] as const;
const HUAIBEI = [['回', 2]] as const;

/** The counties of two real drive plans. */
export const COUNTIES: readonly County[] = [
  ['430802', '湖南省张家界市永定区', '张家界市公安局永定分局', ZHANGJIAJIE],
  ['430811', '湖南省张家界市武陵源区', '张家界市公安局武陵源分局', ZHANGJIAJIE],
  ['430821', '湖南省慈利县', '慈利县公安局', ZHANGJIAJIE],
  ['430822', '湖南省桑植县', '桑植县公安局', ZHANGJIAJIE],
  ['340602', '安徽省淮北市杜集区', '淮北市公安局杜集分局', HUAIBEI],
  ['340603', '安徽省淮北市相山区', '淮北市公安局相山分局', HUAIBEI],
  ['340604', '安徽省淮北市烈山区', '淮北市公安局烈山分局', HUAIBEI],
  ['340621', '安徽省濉溪县', '濉溪县公安局', HUAIBEI],
].map(([code, name, issuer, nations]) => ({ code, name, issuer, nations }) as County);

export const ROADS = [
  '人民路',
  '解放路',
  '建设路',
  '子午路',
  '迎宾路',
  '淮海路',
  '滨河路',
  '教场路',
  '学院路',
  '古城路',
] as const;
