/**
 * Word forms for search: endings are cut off folded words ({@link foldedWords}), so that «наказом» finds
 * «наказ» and «бұйрықтардың» finds «бұйрық». Two ways of cutting, Slavic (uk, ru) and Turkic (kk, ky); the
 * question is cut both ways, a text by what its letters say. How much they find: docs/decisions.md.
 */

const ends = (list: string): string[] => list.split(' ').sort((a, b) => b.length - a.length);

/** Endings of declension, folded: и stands for и, і, ї and ы. Verbs keep theirs: subjects are nouns, and «студенти» ends as a verb does. */
const SLAVIC = ends(
  'иями ьому ього иею ои ями ами ого его ому ему ими ими иям иях ием ием ией ью ою ею ая яя ое ее ие ий ой ей ую юю их им ом ем ям ам ах ях ов ев ив ии ия ию еви ови а я о е и у ю ь й',
);
const SLAVIC_STEM = 3;
/** Also the end of short words in themselves (архів). */
const GENITIVE_PLURAL: ReadonlySet<string> = new Set(['ив', 'ов', 'ев']);

/** Endings of case, possession and number, folded. */
const TURKIC = ends(
  'нин дин тин нун дун тун дан ден тан тен нан нен дон тон нон мен бен пен нда нде ндо инда инде индо унда ундо инан инен инин унун ина ине уна уно син синин сина сине синда синде синан синен сун суна суно даги деги таги теги догу дагу тагу лар лер дар дер тар тер лор дор тор имиз иниз умуз унуз миз низ муз нуз га ге ка ке го ко на не но ни ди ти ну ду ту да де та те до то си су им ин ум ун и у',
);
const TURKIC_STEM = 3;
const TURKIC_LAYERS = 5;
/**
 * What may stand before an ending by the law of sounds: «университеті» is «университет» with an ending и,
 * not «университе» with an ending ти.
 */
const BEFORE_VOICELESS = /[пткгсшчцхфщвб]$/u;
const BEFORE_VOICED = /[^пткшчцхфщ]$/u;
const BEFORE_D_ACCUSATIVE = /[лрмнзжйу]$/u;
const BEFORE_N_ACCUSATIVE = /[аеоуияюэ]$/u;
const CYRILLIC_WORD = /^[а-я]+$/u;

/** Stem of a Ukrainian or Russian word. */
export function slavicStem(word: string): string {
  if (word.length <= SLAVIC_STEM || !CYRILLIC_WORD.test(word)) return word;
  const plain = word.length > 6 ? word.replace(/с[яь]$/u, '') : word;
  const ending = SLAVIC.find((candidate) => plain.endsWith(candidate) && plain.length - candidate.length >= (GENITIVE_PLURAL.has(candidate) ? SLAVIC_STEM + 1 : SLAVIC_STEM));
  const stem = ending === undefined ? plain : plain.slice(0, -ending.length);
  // рішення and рішень, відповідність and відповідності, договір and договору.
  return openVowel(fleetingVowel(stem.replace(/([бвгдзклмнпрстчш])\1$/u, '$1').replace(/ь$/u, '')));
}

/** відпусток and відпустка, відпустці and відпустка. */
function fleetingVowel(stem: string): string {
  return stem.length < 5 ? stem : stem.replace(/([бвгджзклмнпрстфхцчш])[оеи]к$/u, '$1к').replace(/ц$/u, 'к');
}

/** Ukrainian і of a closed syllable is о in an open one (договір, договору). */
function openVowel(stem: string): string {
  return stem.length < 5 ? stem : stem.replace(/и([бвгджзйклмнпрстфхцчшщ]{1,2})$/u, 'о$1');
}

/** Stem of a Kazakh or Kyrgyz word: layers of endings come off one by one. */
export function turkicStem(word: string): string {
  if (word.length <= TURKIC_STEM || !CYRILLIC_WORD.test(word)) return word;
  let stem = word;
  for (let layer = 0; layer < TURKIC_LAYERS; layer += 1) {
    const ending = TURKIC.find((candidate) => stem.endsWith(candidate) && stem.length - candidate.length >= TURKIC_STEM && fitsSound(stem.slice(0, -candidate.length), candidate));
    if (ending === undefined) break;
    stem = stem.slice(0, -ending.length);
  }
  // бұйрық and бұйрығы, кітап and кітабы.
  return stem.replace(/г$/u, 'к').replace(/б$/u, 'п');
}

function fitsSound(stem: string, ending: string): boolean {
  switch (ending[0]) {
    case 'т':
    case 'к':
      return BEFORE_VOICELESS.test(stem);
    case 'г':
      return BEFORE_VOICED.test(stem);
    case 'д':
      return ending.length === 2 && /[иу]$/u.test(ending) ? BEFORE_D_ACCUSATIVE.test(stem) : BEFORE_VOICED.test(stem);
    case 'н':
      return ending === 'ни' || ending === 'ну' ? BEFORE_N_ACCUSATIVE.test(stem) : true;
    default:
      return true;
  }
}
