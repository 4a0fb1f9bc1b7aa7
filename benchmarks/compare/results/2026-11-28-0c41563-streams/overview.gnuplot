$data0 << END
"stream-down-1" 0xe6550d 0.905749 0.791990 1.01503 0.00000
"" 0x8e44ad 0.918895 0.883845 1.04589 0.180000
"stream-down-16" 0xe6550d 0.961692 0.852184 1.02860 1.00000
"" 0x8e44ad 0.883508 0.803637 1.00188 1.18000
"stream-up-1" 0xe6550d 1.04218 0.911933 1.14393 2.00000
"" 0x8e44ad 0.974942 0.905476 1.15282 2.18000
"stream-up-16" 0xe6550d 0.974909 0.892837 1.10944 3.00000
"" 0x8e44ad 1.00789 0.981877 1.02400 3.18000
END
$data1 << END
"stream-down-1" 0xe6550d 1.30195 0.776487 1.93152 0.00000
"" 0x8e44ad 1.41215 0.903482 1.73085 0.180000
"stream-down-16" 0xe6550d 1.05366 0.995563 1.16215 1.00000
"" 0x8e44ad 1.17178 1.03104 1.36835 1.18000
"stream-up-1" 0xe6550d 1.17332 0.917281 2.00412 2.00000
"" 0x8e44ad 1.15612 1.08004 1.93639 2.18000
"stream-up-16" 0xe6550d 1.00836 0.601259 1.11261 3.00000
"" 0x8e44ad 0.996655 0.968432 1.01884 3.18000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1000,348
set output "overview.png"
set multiplot layout 1,2 title "Ratios to the best of the others: sluice orange, uring violet"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "throughput (right of 1 is better)"
set yrange [3.7:-0.5]
set logscale x
set xrange [0.700:1.400]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data0 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "CPU for each unit of work (left of 1 is better)"
set yrange [3.7:-0.5]
set logscale x
set xrange [0.541:2.205]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
