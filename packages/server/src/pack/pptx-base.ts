import { xmlHead } from './xml-text.ts'

export const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const slides = 'http://schemas.openxmlformats.org/presentationml/2006/main'
export const spaces = `xmlns:a="${drawing}" xmlns:r="${office}" xmlns:p="${slides}"`
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument'

/** A slide across, in EMU (914,400 an inch). */
export const slideWidth = 12_192_000
export const slideHeight = 6_858_000

const group =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'

/** A slide of shapes. */
export function slideXml(shapes: string): string {
  return `${xmlHead}<p:sld ${spaces}><p:cSld><p:spTree>${group}${shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}

type Part = readonly [name: string, content: string]

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const all = list.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `${xmlHead}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`
}

/** Everything of a presentation but its slides: what ECMA-376 demands of master, layout and theme. */
export function baseParts(count: number): readonly Part[] {
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  const override = (name: string, type: string) =>
    `<Override PartName="/ppt/${name}" ContentType="${types}.${type}+xml"/>`
  const ids = numbers.map((at) => `<p:sldId id="${255 + at}" r:id="rId${at + 1}"/>`).join('')
  const colours =
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
  return [
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('presentation.xml', 'presentationml.presentation.main')}${override('slideMasters/slideMaster1.xml', 'presentationml.slideMaster')}${override('slideLayouts/slideLayout1.xml', 'presentationml.slideLayout')}${override('theme/theme1.xml', 'theme')}${numbers.map((at) => override(`slides/slide${at}.xml`, 'presentationml.slide')).join('')}</Types>`,
    ],
    ['_rels/.rels', relations([['officeDocument', 'ppt/presentation.xml']])],
    [
      'ppt/presentation.xml',
      `${xmlHead}<p:presentation ${spaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="${slideWidth}" cy="${slideHeight}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    ],
    [
      'ppt/_rels/presentation.xml.rels',
      relations([
        ['slideMaster', 'slideMasters/slideMaster1.xml'],
        ...numbers.map((at) => ['slide', `slides/slide${at}.xml`] as const),
        ['theme', 'theme/theme1.xml'],
      ]),
    ],
    [
      'ppt/slideMasters/slideMaster1.xml',
      `${xmlHead}<p:sldMaster ${spaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>${group}</p:spTree></p:cSld>${colours}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>`,
    ],
    [
      'ppt/slideMasters/_rels/slideMaster1.xml.rels',
      relations([
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['theme', '../theme/theme1.xml'],
      ]),
    ],
    [
      'ppt/slideLayouts/slideLayout1.xml',
      `${xmlHead}<p:sldLayout ${spaces} type="blank"><p:cSld name="Blank"><p:spTree>${group}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    ],
    [
      'ppt/slideLayouts/_rels/slideLayout1.xml.rels',
      relations([['slideMaster', '../slideMasters/slideMaster1.xml']]),
    ],
    ['ppt/theme/theme1.xml', themeXml()],
    ...numbers.map(
      (at) =>
        [
          `ppt/slides/_rels/slide${at}.xml.rels`,
          relations([['slideLayout', '../slideLayouts/slideLayout1.xml']]),
        ] as const,
    ),
  ]
}

function themeXml(): string {
  const colour = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`
  const scheme = [
    ['dk1', '171A21'],
    ['lt1', 'FFFFFF'],
    ['dk2', '525A68'],
    ['lt2', 'F5F6F8'],
    ['accent1', '2B4AA0'],
    ['accent2', '0072B2'],
    ['accent3', 'C27300'],
    ['accent4', '8E1B1B'],
    ['accent5', '7D828B'],
    ['accent6', '26303A'],
    ['hlink', '2B4AA0'],
    ['folHlink', '525A68'],
  ].map(([name, value]) => colour(name as string, value as string))
  const font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
  const three = (text: string) => text.repeat(3)
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
  return `${xmlHead}<a:theme xmlns:a="${drawing}" name="Keelson"><a:themeElements><a:clrScheme name="Keelson">${scheme.join('')}</a:clrScheme><a:fontScheme name="Keelson"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Keelson"><a:fillStyleLst>${three(fill)}</a:fillStyleLst><a:lnStyleLst>${three(`<a:ln w="6350">${fill}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${three('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst><a:bgFillStyleLst>${three(fill)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
