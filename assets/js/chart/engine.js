// The parts of ECharts that our charts use, drawn as SVG.
import { BarChart, FunnelChart, HeatmapChart, LineChart, ScatterChart, TreeChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapPiecewiseComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, FunnelChart, HeatmapChart, LineChart, ScatterChart, TreeChart, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapPiecewiseComponent, LabelLayout, SVGRenderer]);

export { echarts };
