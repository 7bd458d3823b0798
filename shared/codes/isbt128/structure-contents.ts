import type { BloodGroupSays, Phenotype } from './blood-group-table.ts';
import type { ScannedDin } from './din.ts';
import type { ProductCode } from './product-code.ts';

/** Which container of a set a base label sits on (ST-001 §2.4.17). */
export type ContainerScope = 'primary' | 'numbered' | 'whole-set' | 'carton' | 'reserved';

export interface ContainerCatalogue {
  /** One character: `1` the primary bag, `y` the whole set, `z` a carton. */
  readonly container: string;
  readonly scope: ContainerScope;
  /** Two characters of ICCBBA's table W1. */
  readonly manufacturer: string;
  /** Seven characters, zeros in front when the manufacturer's own number is shorter. */
  readonly catalogue: string;
}

export interface SupplyCatalogue {
  readonly manufacturer: string;
  /** Eight characters, zeros in front. */
  readonly catalogue: string;
}

/** A number that a facility gave: to a donor (16 digits) or to a member of staff (6 characters). */
export interface FacilityNumber {
  readonly facility: string;
  readonly number: string;
}

/** `YYYY-MM-DD` */
export interface DateContent {
  readonly date: string;
}
/** `YYYY-MM-DD` and `hh:mm`, local; 23:59 is also what is encoded when no time is known. */
export interface DateTimeContent extends DateContent {
  readonly time: string;
}

export type FlexibleTimeType =
  | 'expiry'
  | 'collection'
  | 'production'
  | 'cross-clamp'
  | 'preservation'
  | 'death-of-donor';

export interface FlexibleDateTime extends DateTimeContent {
  readonly zone: 'local' | 'utc';
  readonly type: FlexibleTimeType;
}

export interface BloodGroups {
  readonly says: BloodGroupSays;
  readonly phenotype: Phenotype;
}

/** `=+aabbb`: how many structures follow, and which listed sequence they are in (`000`: none). */
export interface CompoundHeader {
  readonly count: number;
  readonly sequence: string;
}

/** Characters whose form is checked and whose meaning is not this program's, or is only in tables of ICCBBA. */
export interface PlainText {
  readonly text: string;
}

/** What the program has read of each data structure, by its name. */
export interface StructureContents {
  readonly 'donation-number': ScannedDin;
  readonly 'blood-groups': BloodGroups;
  readonly 'product-code': ProductCode;
  readonly 'expiry-date': DateContent;
  readonly 'expiry-date-time': DateTimeContent;
  readonly 'collection-date': DateContent;
  readonly 'collection-date-time': DateTimeContent;
  readonly 'production-date': DateContent;
  readonly 'production-date-time': DateTimeContent;
  readonly 'special-testing': PlainText;
  readonly 'red-cell-antigens-retired': PlainText;
  readonly 'red-cell-antigens': PlainText;
  readonly 'red-cell-antigens-finnish': PlainText;
  readonly 'platelet-antigens': PlainText;
  readonly 'hla-ab-alleles-retired': PlainText;
  readonly 'hla-drb1-alleles-retired': PlainText;
  readonly 'container-catalogue': ContainerCatalogue;
  readonly 'container-lot': PlainText;
  readonly 'donor-identification': FacilityNumber;
  readonly 'staff-identification': FacilityNumber;
  readonly 'supply-catalogue': SupplyCatalogue;
  readonly 'supply-lot': PlainText;
  readonly 'compound-message': CompoundHeader;
  readonly 'patient-birth-date': PlainText;
  readonly 'patient-identification': PlainText;
  readonly 'expiry-month': PlainText;
  readonly 'infection-markers': PlainText;
  readonly consignment: PlainText;
  readonly dimensions: PlainText;
  readonly 'red-cell-antigens-with-history': PlainText;
  readonly 'flexible-date-time': FlexibleDateTime;
  readonly 'product-divisions': PlainText;
  readonly 'processing-facility': PlainText;
  readonly 'processor-product': PlainText;
  readonly 'mpho-lot': PlainText;
  readonly 'mpho-supplemental': PlainText;
  readonly 'registry-donor-retired': PlainText;
  readonly 'single-european-code': PlainText;
  readonly 'registry-donor': PlainText;
  readonly 'chain-of-identity': PlainText;
  readonly 'national-donor': PlainText;
  /** Confidential unit exclusion, defined by a country. */
  readonly 'unit-exclusion': PlainText;
  /** `&a` … `&z`, defined by a country or a facility. */
  readonly national: PlainText & { readonly letter: string };
}

export type StructureName = keyof StructureContents;
