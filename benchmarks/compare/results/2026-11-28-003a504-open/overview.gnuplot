$data0 << END
"open-loop-1000" 0xe6550d 1.00000 1.00000 1.00000 0.00000
"" 0x8e44ad 1.00000 1.00000 1.00000 0.180000
"open-loop-5000" 0xe6550d 1.00000 1.00000 1.00000 1.00000
"" 0x8e44ad 1.00000 1.00000 1.00000 1.18000
END
$data1 << END
"open-loop-1000" 0xe6550d 1.44534 1.25056 1.66867 0.00000
"" 0x8e44ad 1.24944 1.11245 1.55466 0.180000
"open-loop-5000" 0xe6550d 1.05726 0.948611 1.08538 1.00000
"" 0x8e44ad 1.08563 1.00000 1.14289 1.18000
END
$data2 << END
"open-loop-1000" 0xe6550d 2.08511 1.83465 3.36754 0.00000
"" 0x8e44ad 1.48549 1.30674 1.80886 0.180000
"open-loop-5000" 0xe6550d 1.71812 1.25702 1.78647 1.00000
"" 0x8e44ad 1.35261 1.23034 1.58457 1.18000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1500,244
set output "overview.png"
set multiplot layout 1,3 title "Ratios to the best of the others: sluice orange, uring violet"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "throughput (right of 1 is better)"
set yrange [1.7:-0.5]
set logscale x
set xrange [0.700:1.400]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data0 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "CPU for each unit of work (left of 1 is better)"
set yrange [1.7:-0.5]
set logscale x
set xrange [0.700:1.836]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "p99 (left of 1 is better)"
set yrange [1.7:-0.5]
set logscale x
set xrange [0.700:3.704]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data2 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
