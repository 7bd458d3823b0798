import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sameUnit } from '../../station/plan/aliases.ts';
import { coreOf, likelySame, typingEdits } from '../../station/plan/likely-same.ts';
import { previewPlan } from '../../station/plan/preview.ts';

/** A unit that a plan of its own names. */
const named = (name: string) => ({ unitId: name, name, plans: [name] });
const pairsOf = (...names: readonly string[]) =>
  likelySame(names.map(named)).map(({ one, other, why }) => `${one} / ${other}: ${why}`);

describe('likely the same unit', () => {
  it.each([
    ['段园镇', '段园镇政府', 'official-words'],
    ['段园镇人民政府', '段园镇', 'official-words'],
    ['任圩街道', '任圩街道办事处', 'official-words'],
    ['市教育局', '淮北市教育局', 'official-words'],
    ['市教育局（含直属学校）', '市教育局', 'official-words'],
    ['口子酒业股份有限公司', '口子酒业', 'official-words'],
    ['中国银行', '中国银行淮北分行', 'contained'],
    ['市人力资源和社会保障局', '市人力资源社会保障局', 'typing'],
    ['供电公司服务中心', '供电公司服务中芯', 'typing'],
    ['市退役军人事务局', '市退役军人务事局', 'typing'],
  ])('%s and %s: %s', (one, other, why) => {
    expect(pairsOf(one, other)).toEqual([`${one} / ${other}: ${why}`]);
  });

  it.each([
    ['市第一中学', '市第二中学'],
    ['市一中', '市二中'],
    ['东关小学校区', '西关小学校区'],
    ['市教育局', '市公安局'],
    ['淮北市教育局', '淮南市教育局'],
    ['市实验小学', '市实验小学东校区'],
    ['段园镇', '宋疃镇'],
    ['杜集区卫健委', '相山区卫健委'],
    ['中国银行', '中国人民银行淮北市中心支行营业部'],
  ])('%s and %s are not taken for one', (one, other) => {
    expect(pairsOf(one, other)).toEqual([]);
  });

  it('the surest come first, and decided pairs are left out', () => {
    const names = ['中国银行', '中国银行淮北分行', '段园镇', '段园镇政府'];
    expect(pairsOf(...names)[0]).toBe('段园镇 / 段园镇政府: official-words');
    const units = names.map(named);
    const isDecided = (one: string, other: string) => `${one}${other}`.includes('段园');
    expect(likelySame(units, isDecided).map(({ why }) => why)).toEqual(['contained']);
  });

  it('edits are counted with characters changed round as one, and none in what tells units apart', () => {
    expect(typingEdits('事务局', '务事局', 1)).toBe(1);
    expect(typingEdits('abcd', 'axcy', 2)).toBe(2);
    expect(typingEdits('abcd', 'axcy', 1)).toBeNull();
    expect(typingEdits('第三小学', '第四小学', 2)).toBeNull();
    expect(typingEdits('中国农业银行', '中国工商银行', 2)).toBeNull();
    expect(typingEdits('人力资原社会保章局', '人力资源社会保障局', 2)).toBe(2);
  });

  it('a name of nothing but official words is left as it is', () => {
    expect(coreOf('市政府')).not.toBe('');
    expect(coreOf('淮北市人民政府')).not.toBe('');
  });

  it('units that a plan names beside each other are two, unless only official words differ', () => {
    const names = ['huaibei-annex1-city-units', 'huaibei-annex2-districts'].flatMap((name) => {
      const file = join(import.meta.dirname, '..', '..', 'resources', 'plans', `${name}.csv`);
      const preview = previewPlan(readFileSync(file), `${name}.csv`);
      if (!preview.ok) throw new Error(preview.error);
      return preview.value.drives.flatMap(({ units }) => units.map((unit) => unit.name));
    });
    const plans = ['2026'];
    const units = [...new Set(names)].map((name) => ({ unitId: name, name, plans }));
    const found = likelySame(units);
    expect(units.length).toBeGreaterThan(100);
    expect(found.map(({ one, other }) => [one, other])).toEqual([]);
  });

  it('thousands of units are compared within a second', () => {
    const units = Array.from({ length: 6000 }, (_, at) => ({
      ...{ unitId: `u${at}`, plans: [] },
      name: `某区${String.fromCodePoint(0x4e00 + (at % 300), 0x5000 + Math.floor(at / 300))}单位`,
    }));
    const before = performance.now();
    expect(likelySame(units).length).toBeLessThanOrEqual(200);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('names of one unit', () => {
  it('lead to the last one', () => {
    const same = sameUnit([
      { unit_id: 'a', same_as: 'b' },
      { unit_id: 'b', same_as: 'c' },
    ]);
    expect(['a', 'b', 'c', 'd'].map(same)).toEqual(['c', 'c', 'c', 'd']);
  });

  it('a circle, which the database cannot hold, is a fault and no endless walk', () => {
    const same = sameUnit([
      { unit_id: 'a', same_as: 'b' },
      { unit_id: 'b', same_as: 'a' },
    ]);
    expect(() => same('a')).toThrow();
  });
});
