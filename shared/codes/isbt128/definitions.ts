import {
  bloodGroupCode,
  bloodGroupOfCode,
  phenotypeCode,
  phenotypeOfCode,
} from './blood-group-table.ts';
import { dateTimeDefinition, dateDefinition, flexibleDateTime } from './date-definitions.ts';
import { type Definition, fixedLength, plain, segmented, toTheEnd } from './definition.ts';
import { dinBarcodeText, parseScannedDin } from './din.ts';
import { FACILITY_FORM, FACILITY_LENGTH } from './facility.ts';
import { productCodeText, readProductCode } from './product-code.ts';
import type {
  BloodGroups,
  ContainerCatalogue,
  ContainerScope,
  FacilityNumber,
  StructureContents,
  StructureName,
} from './structure-contents.ts';

const facilityNumber = (
  number: string,
  identifier: string,
  length: number,
  form: string,
): Definition<FacilityNumber> => ({
  number,
  identifier,
  lengthOf: fixedLength(FACILITY_LENGTH + length),
  form: new RegExp(`^${FACILITY_FORM}${form}$`, 'u'),
  read: (data) => ({
    facility: data.slice(0, FACILITY_LENGTH),
    number: data.slice(FACILITY_LENGTH),
  }),
  write: (content) => content.facility + content.number,
});

const bloodGroups: Definition<BloodGroups> = {
  number: '002',
  identifier: '=%',
  lengthOf: fixedLength(4),
  // The last is reserved and always 0.
  form: /^[A-Za-z0-9]{2}[A-Z0-9]0$/u,
  read: (data) => {
    const says = bloodGroupOfCode(data.slice(0, 2));
    const phenotype = phenotypeOfCode(data.charAt(2));
    return says === null || phenotype === null ? null : { says, phenotype };
  },
  write: ({ says, phenotype }) => {
    const [gg, r] = [bloodGroupCode(says), phenotypeCode(phenotype)];
    return gg === null || r === null ? null : `${gg}${r}0`;
  },
};

const SCOPES: Readonly<Record<string, ContainerScope>> = {
  '1': 'primary',
  y: 'whole-set',
  z: 'carton',
};
const scopeOf = (container: string): ContainerScope =>
  SCOPES[container] ?? (/[a-z]/u.test(container) ? 'reserved' : 'numbered');

const containerCatalogue: Definition<ContainerCatalogue> = {
  number: '017',
  identifier: '=)',
  lengthOf: fixedLength(10),
  form: /^[A-Za-z0-9][A-Z0-9]{2}[A-Za-z0-9]{7}$/u,
  read: (data) => ({
    container: data.charAt(0),
    scope: scopeOf(data.charAt(0)),
    manufacturer: data.slice(1, 3),
    catalogue: data.slice(3),
  }),
  write: ({ container, manufacturer, catalogue }) => container + manufacturer + catalogue,
};

const digits = (number: string, identifier: string, length: number) =>
  plain(number, identifier, fixedLength(length), /^[0-9]+$/u);

const FIN = FACILITY_FORM;

/** Every data structure of ST-001 v6.2.2, table 2, and those it leaves to countries. */
export const DEFINITIONS: {
  readonly [Name in StructureName]: Definition<StructureContents[Name]>;
} = {
  'donation-number': {
    number: '001',
    identifier: '=',
    lengthOf: fixedLength(15),
    form: /^[A-Z0-9]{15}$/u,
    read: (data) => {
      const label = parseScannedDin(`=${data}`);
      return label.ok ? label.value : null;
    },
    write: ({ din, flags }) => dinBarcodeText(din, flags).slice(1),
  },
  'blood-groups': bloodGroups,
  'product-code': {
    number: '003',
    identifier: '=<',
    lengthOf: fixedLength(8),
    form: /^[A-Z][A-Z0-9]{4}[A-Za-z0-9]{3}$/u,
    read: readProductCode,
    write: productCodeText,
  },
  'expiry-date': dateDefinition('004', '=>'),
  'expiry-date-time': dateTimeDefinition('005', '&>'),
  'collection-date': dateDefinition('006', '=*'),
  'collection-date-time': dateTimeDefinition('007', '&*'),
  'production-date': dateDefinition('008', '=}'),
  'production-date-time': dateTimeDefinition('009', '&}'),
  'special-testing': plain('010', '&(', fixedLength(5), /^[A-Z0-9]+$/u),
  'red-cell-antigens-retired': digits('011', '={', 18),
  'red-cell-antigens': digits('012', '=\\', 18),
  'red-cell-antigens-finnish': digits('013', '&\\', 18),
  'platelet-antigens': digits('014', '&{', 18),
  'hla-ab-alleles-retired': digits('015', '=[', 18),
  'hla-drb1-alleles-retired': digits('016', '="', 18),
  'container-catalogue': containerCatalogue,
  'container-lot': plain('018', '&)', fixedLength(10), /^[A-Za-z0-9]+$/u),
  'donor-identification': facilityNumber('019', '=;', 16, '[0-9]{16}'),
  'staff-identification': facilityNumber('020', "='", 6, '[A-Z0-9]{6}'),
  'supply-catalogue': {
    number: '021',
    identifier: '=-',
    lengthOf: fixedLength(10),
    form: /^[A-Z0-9]{2}[A-Za-z0-9]{8}$/u,
    read: (data) => ({ manufacturer: data.slice(0, 2), catalogue: data.slice(2) }),
    write: ({ manufacturer, catalogue }) => manufacturer + catalogue,
  },
  'supply-lot': plain('022', '&-', fixedLength(10), /^[A-Za-z0-9]+$/u),
  'compound-message': {
    number: '023',
    identifier: '=+',
    lengthOf: fixedLength(5),
    form: /^[0-9]{5}$/u,
    read: (data) => ({ count: Number(data.slice(0, 2)), sequence: data.slice(2) }),
    write: ({ count, sequence }) => String(count).padStart(2, '0') + sequence,
  },
  'patient-birth-date': digits('024', '=#', 10),
  'patient-identification': plain(
    '025',
    '&#',
    (data) => (/^[0-9]{4}/u.test(data) ? 4 + Number(data.slice(2, 4)) : null),
    /^[0-9]{4}[A-Za-z0-9]*$/u,
  ),
  'expiry-month': plain('026', '=]', fixedLength(6), /^[0-9]{4}(0[1-9]|1[0-2])$/u),
  'infection-markers': digits('027', '&"', 18),
  consignment: plain('028', '=$', fixedLength(16), new RegExp(`^${FIN}[0-9]{11}$`, 'u')),
  dimensions: plain('029', '&$', segmented(2, 14), /^[0-9]+$/u),
  'red-cell-antigens-with-history': plain('030', '&%', segmented(3, 10), /^[0-9]+$/u),
  'flexible-date-time': flexibleDateTime,
  'product-divisions': plain('032', '=,', fixedLength(6), /^[A-Z0-9]+$/u),
  'processing-facility': plain('033', '&+', fixedLength(11), /^[A-NP-Z0-9]{5}[A-Z0-9]{6}$/u),
  'processor-product': plain('034', '=/', fixedLength(16), /^[A-NP-Z0-9]{5}[A-Z0-9]{11}$/u),
  'mpho-lot': plain('035', '&,1', fixedLength(18), /^[A-Z0-9]+$/u),
  'mpho-supplemental': plain('036', '&,2', fixedLength(18), /^[A-Z0-9]+$/u),
  'registry-donor-retired': plain('037', '&,3', fixedLength(19), /^[1-9][0-9]{3}[A-Z0-9]{15}$/u),
  'single-european-code': plain('038', '&,4', fixedLength(40), /^[A-Za-z0-9]+$/u),
  'registry-donor': plain('039', '&:', fixedLength(19), /^[1-9][0-9]{3}[A-Z0-9]{13}[0-9]{2}$/u),
  'chain-of-identity': plain(
    '040',
    '&/',
    fixedLength(15),
    new RegExp(`^CH${FIN}[0-9]{2}[A-Z0-9]{6}$`, 'u'),
  ),
  'national-donor': plain(null, '&;', toTheEnd, /^[\x20-\x7e]+$/u),
  'unit-exclusion': plain(null, '&!', toTheEnd, /^[\x20-\x7e]+$/u),
  national: {
    number: null,
    identifier: '&',
    lengthOf: toTheEnd,
    form: /^[a-z][\x20-\x7e]+$/u,
    read: (data) => ({ letter: data.charAt(0), text: data.slice(1) }),
    write: ({ letter, text }) => letter + text,
  },
};
