$data0 << END
"direct" 0x9e9e9e 4.97397 4.22406 7.35240
"haproxy" 0x6baed6 2.39765 2.33458 2.42444
"haproxy-splice" 0x2171b5 1.96940 1.90605 1.98736
"nginx" 0x41ab5d 1.93262 1.78085 2.08476
"haproxy-default" 0xbdd7e7 1.47966 1.41821 1.64765
"nginx-default" 0xa1d99b 1.48196 1.36607 1.52840
"sluice" 0xe6550d 2.15964 2.07884 2.25325
"uring" 0x8e44ad 2.22280 2.08751 2.28326
END
$data1 << END
"haproxy" 0x6baed6 0.00694323 0.00410241 0.00854675 0.405970 0.403404 0.406873
"haproxy-splice" 0x2171b5 0.00523158 0.00500147 0.00671764 0.495426 0.471806 0.510951
"nginx" 0x41ab5d 0.00688245 0.00637314 0.00933309 0.509301 0.468426 0.550652
"haproxy-default" 0xbdd7e7 0.0305029 0.0222439 0.0382824 0.630534 0.576318 0.666372
"nginx-default" 0xa1d99b 0.0202082 0.0196048 0.0243677 0.651152 0.631712 0.704228
"sluice" 0xe6550d 0.0111286 0.00765823 0.0132122 0.453367 0.424258 0.467403
"uring" 0x8e44ad 0.0173294 0.00789551 0.0192714 0.425453 0.387022 0.467414
END
$data2 << END
"haproxy" 0x6baed6 16207.7 16207.7 16207.7
"haproxy-splice" 0x2171b5 8275.10 8275.10 8275.10
"nginx" 0x41ab5d 33000.4 33000.4 33000.4
"haproxy-default" 0xbdd7e7 127815 127815 127815
"nginx-default" 0xa1d99b 127703 127703 127703
"sluice" 0xe6550d 8271.22 8271.22 8271.22
"uring" 0x8e44ad 8121.16 8121.16 8121.16
END
$data3 << END
"haproxy" 0x6baed6 17.2773 17.2734 17.2773
"haproxy-splice" 0x2171b5 15.2422 15.2422 15.2422
"nginx" 0x41ab5d 13.6680 13.6016 13.7773
"haproxy-default" 0xbdd7e7 15.3945 15.3867 15.3945
"nginx-default" 0xa1d99b 12.5469 12.4922 12.5547
"sluice" 0xe6550d 120.770 120.484 120.992
"uring" 0x8e44ad 122.176 121.984 122.758
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-up-16.png"
set multiplot layout 1,4 title "stream-up-16: as many bytes as pass from the client to the endpoint, over connections: 16"
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
