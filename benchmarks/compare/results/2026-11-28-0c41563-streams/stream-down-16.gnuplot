$data0 << END
"direct" 0x9e9e9e 4.15540 3.99202 4.73823
"haproxy" 0x6baed6 2.40787 2.29637 2.51546
"haproxy-splice" 0x2171b5 2.05154 1.83198 3.33425
"nginx" 0x41ab5d 1.92466 1.86781 2.03385
"haproxy-default" 0xbdd7e7 1.59381 1.44961 1.63968
"nginx-default" 0xa1d99b 1.40658 1.23361 1.51148
"sluice" 0xe6550d 2.33626 2.06576 2.47674
"uring" 0x8e44ad 2.19661 2.01167 2.39136
END
$data1 << END
"haproxy" 0x6baed6 0.00665607 0.00530047 0.00700508 0.406738 0.393560 0.417977
"haproxy-splice" 0x2171b5 0.00406922 0.00299862 0.00545850 0.482221 0.189913 0.525836
"nginx" 0x41ab5d 0.00527106 0.00346378 0.00848369 0.519568 0.480193 0.528236
"haproxy-default" 0xbdd7e7 0.0252939 0.0223618 0.0355539 0.591538 0.589538 0.664539
"nginx-default" 0xa1d99b 0.0182557 0.0113021 0.0216166 0.689609 0.646159 0.789007
"sluice" 0xe6550d 0.00713376 0.00625035 0.00968150 0.423746 0.405090 0.476007
"uring" 0x8e44ad 0.0111001 0.00828486 0.0166920 0.472312 0.415346 0.541830
END
$data2 << END
"haproxy" 0x6baed6 19494.7 19494.7 19494.7
"haproxy-splice" 0x2171b5 9238.06 9238.06 9238.06
"nginx" 0x41ab5d 56122.6 56122.6 56122.6
"haproxy-default" 0xbdd7e7 140653 140653 140653
"nginx-default" 0xa1d99b 148185 148185 148185
"sluice" 0xe6550d 9299.42 9299.42 9299.42
"uring" 0x8e44ad 17653.2 17653.2 17653.2
END
$data3 << END
"haproxy" 0x6baed6 15.3164 15.2930 15.5586
"haproxy-splice" 0x2171b5 15.1680 15.1680 15.1680
"nginx" 0x41ab5d 13.4492 13.1641 13.7578
"haproxy-default" 0xbdd7e7 15.3008 15.3008 15.3008
"nginx-default" 0xa1d99b 12.4492 12.4180 12.4492
"sluice" 0xe6550d 123.270 122.848 123.594
"uring" 0x8e44ad 118.762 118.172 119.293
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-down-16.png"
set multiplot layout 1,4 title "stream-down-16: as many bytes as pass from the endpoint to the client, over connections: 16"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "GB/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU s/GB\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "system calls/GB"
set yrange [0:*]
plot $data2 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data2 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
