import { init, type EChartsCoreOption } from 'echarts';

/** What a plot says in words: `title` above it and to whoever can't see it, `desc` in full. */
export interface Words {
  title: string;
  desc: string;
}

const size = { width: 760, height: 400 };
const font = { fontFamily: 'Helvetica, Arial, sans-serif', color: '#1f2430' };

/** A plot as one SVG, drawn without a browser. Readable without colour (shapes, dashes and patterns differ) and without sight (title and desc). */
export function svgOf({ title, desc }: Words, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: font,
      aria: { enabled: true, decal: { show: true } },
      title: { text: title, left: 16, top: 10, textStyle: { ...font, fontSize: 16 } },
      legend: { top: 40, left: 12, itemWidth: 34, itemGap: 26, textStyle: font },
      grid: { left: 64, right: 64, top: 84, bottom: 52 },
      ...option,
    });
    return spoken(chart.renderToSVGString(), { title, desc });
  } finally {
    chart.dispose();
  }
}

function spoken(svg: string, { title, desc }: Words): string {
  const opening = svg.slice(0, svg.indexOf('>') + 1).replace('<svg ', '<svg role="img" aria-labelledby="title desc" ');
  return `${opening}<title id="title">${escaped(title)}</title><desc id="desc">${escaped(desc)}</desc>${svg.slice(svg.indexOf('>') + 1)}`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Told apart without sight of colour by those who mix some up: Okabe and Ito's palette. */
export const ink = { blue: '#0072b2', orange: '#d55e00', green: '#009e73', black: '#1f2430' };

/** An axis' name stands beside its middle. */
export const named = (name: string, gap: number): object => ({ name, nameLocation: 'middle', nameGap: gap, nameTextStyle: font });

export const percent = (share: number | null): string => (share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`);
