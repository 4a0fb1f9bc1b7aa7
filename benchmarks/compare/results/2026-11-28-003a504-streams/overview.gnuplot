$data0 << END
"stream-down-1" 0xe6550d 1.03693 0.822294 1.04015 0.00000
"" 0x8e44ad 1.02331 0.877226 1.04578 0.180000
"stream-down-16" 0xe6550d 0.733794 0.640624 1.35708 1.00000
"" 0x8e44ad 0.760046 0.663482 1.31327 1.18000
"stream-up-1" 0xe6550d 0.962132 0.951795 1.02783 2.00000
"" 0x8e44ad 0.964750 0.919020 0.983121 2.18000
"stream-up-16" 0xe6550d 0.900734 0.890459 0.929388 3.00000
"" 0x8e44ad 0.916830 0.894171 0.952292 3.18000
END
$data1 << END
"stream-down-1" 0xe6550d 1.30856 1.29927 1.31049 0.00000
"" 0x8e44ad 1.29274 1.25446 1.43064 0.180000
"stream-down-16" 0xe6550d 2.13680 0.746799 2.38577 1.00000
"" 0x8e44ad 2.24122 0.842389 2.27300 1.18000
"stream-up-1" 0xe6550d 1.15524 1.13180 1.25285 2.00000
"" 0x8e44ad 1.15006 1.10752 1.26081 2.18000
"stream-up-16" 0xe6550d 1.11408 1.07353 1.15443 3.00000
"" 0x8e44ad 1.09133 0.977128 1.14666 3.18000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1000,400
set output "overview.png"
set multiplot layout 1,2 title "Ratios to the best of the others: sluice orange, uring violet"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "throughput (right of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.577:1.493]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data0 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "CPU for each unit of work (left of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.672:2.624]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
