import { z } from 'zod';
import { provenance } from '../provenance.ts';

const product = z
  .strictObject({
    /** As bag lots name them; capitals and spaces do not matter. */
    anticoagulants: z.array(z.string().min(1)).min(1).readonly(),
    name: z.string().min(1).max(20),
    /** ISBT 128 data structure 003 without its identifier: eight characters. */
    code: z.string().regex(/^[A-Z][0-9A-Z]{4}[0-9A-Z][0-9A-Z]{2}$/),
    additive: z.string().max(40),
    shelfLifeDays: z.int().min(1).max(400),
    storage: z.string().min(1).max(40),
    ...provenance,
  })
  .readonly();

/** What a bag of blood is called, how long it keeps and how, by its anticoagulant; each figure says where it comes from. */
export const collectionProductsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    id: z.string(),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    products: z.array(product).min(1).readonly(),
    transportStorage: z.strictObject({ text: z.string().min(1).max(40), ...provenance }).readonly(),
  })
  .readonly();

export type CollectionProducts = z.infer<typeof collectionProductsSchema>;
export type CollectionProduct = CollectionProducts['products'][number];

const folded = (text: string): string => text.replaceAll(/\s/gu, '').toUpperCase();

/** The product of a bag with that anticoagulant; undefined: nobody has said how long it keeps. */
export const productOf = (
  { products }: CollectionProducts,
  anticoagulant: string,
): CollectionProduct | undefined =>
  products.find(({ anticoagulants }) =>
    anticoagulants.some((each) => folded(each) === folded(anticoagulant)),
  );
