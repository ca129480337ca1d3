/** Which attributes an element of XHTML may carry (HTML, §3.2.6 and each element's own list), as EPUB takes it. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** On any element; `aria-*`, `data-*` and `on*` as well. */
export const globalAttributes =
  words(`id class style title lang xml:lang dir hidden role tabindex translate
  accesskey autocapitalize autofocus contenteditable draggable enterkeyhint inert inputmode is itemid itemprop itemref
  itemscope itemtype nonce popover slot spellcheck epub:type epub:prefix xmlns xmlns:epub xmlns:xml xml:base xml:space
  about content datatype inlist prefix property rel resource rev typeof vocab`)

/** Elements of HTML, with the attributes of their own. What is not here is no element of HTML. */
export const ownAttributes: Readonly<Record<string, ReadonlySet<string>>> = {
  ...Object.fromEntries(
    `abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure
    footer h1 h2 h3 h4 h5 h6 head header hgroup hr i kbd main mark menu nav noscript p picture pre rp rt ruby s samp
    search section small span strong sub summary sup tbody template tfoot thead title tr u ul var wbr rb rtc`
      .split(/\s+/)
      .map((name) => [name, words('')]),
  ),
  a: words('href target download ping rel hreflang type referrerpolicy'),
  area: words('alt coords shape href target download ping rel referrerpolicy'),
  audio: words('src crossorigin preload autoplay loop muted controls'),
  base: words('href target'),
  blockquote: words('cite'),
  body: words(''),
  button: words('disabled form formaction formmethod name type value'),
  canvas: words('width height'),
  col: words('span'),
  colgroup: words('span'),
  data: words('value'),
  datalist: words(''),
  del: words('cite datetime'),
  details: words('open name'),
  dialog: words('open'),
  embed: words('src type width height'),
  fieldset: words('disabled form name'),
  form: words('accept-charset action autocomplete enctype method name novalidate target rel'),
  html: words('version'),
  iframe: words('src srcdoc name sandbox allow allowfullscreen width height loading'),
  img: words(
    'alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading fetchpriority',
  ),
  input: words(
    'accept alt autocomplete checked dirname disabled form height list max maxlength min minlength multiple name pattern placeholder readonly required size src step type value width',
  ),
  ins: words('cite datetime'),
  label: words('for'),
  legend: words(''),
  li: words('value'),
  link: words('href crossorigin rel media integrity hreflang type sizes as disabled'),
  map: words('name'),
  meta: words('name http-equiv content charset media'),
  meter: words('value min max low high optimum'),
  object: words('data type name form width height'),
  ol: words('reversed start type'),
  optgroup: words('disabled label'),
  option: words('disabled label selected value'),
  output: words('for form name'),
  progress: words('value max'),
  q: words('cite'),
  script: words('src type async defer crossorigin integrity referrerpolicy'),
  select: words('autocomplete disabled form multiple name required size'),
  source: words('type media src srcset sizes width height'),
  style: words('media type'),
  table: words('border'),
  td: words('colspan rowspan headers'),
  textarea: words(
    'autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows wrap',
  ),
  th: words('colspan rowspan headers scope abbr'),
  time: words('datetime'),
  track: words('default kind label src srclang'),
  video: words(
    'src crossorigin poster preload autoplay playsinline loop muted controls width height',
  ),
}

/** Attributes whose value is a whole number that is not negative. */
export const wholeNumbers = words('width height colspan rowspan span cols rows maxlength minlength')
