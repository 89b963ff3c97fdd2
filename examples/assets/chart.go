//go:build ignore

// This program draws applications-2021.png, the chart of full-2021.toml:
//
//	go run examples/assets/chart.go examples/assets/applications-2021.png
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"os"
)

var months = []int{6, 4, 9, 11, 8, 10, 12, 9, 7, 10, 9, 12}

const (
	width, height = 1200, 520
	foot          = 450 // the line that the bars stand on
	step          = 30  // pixels an application
)

var (
	paper = color.Gray{255}
	ink   = color.Gray{40}
	bar   = color.Gray{120}
	rule  = color.Gray{215}
)

func main() {
	img := image.NewGray(image.Rect(0, 0, width, height))
	fill(img, 0, 0, width, height, paper)
	for n := 4; n <= 12; n += 4 {
		fill(img, 70, foot-n*step, width-40, foot-n*step+2, rule)
		number(img, 20, foot-n*step-12, n)
	}
	for i, n := range months {
		x := 95 + i*90
		fill(img, x, foot-n*step, x+50, foot, bar)
		number(img, x+5, foot-n*step-34, n)
		number(img, x+5, foot+22, i+1)
	}
	fill(img, 70, foot, width-40, foot+3, ink)

	f, err := os.Create(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, img); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

func fill(img *image.Gray, x0, y0, x1, y1 int, c color.Gray) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			img.SetGray(x, y, c)
		}
	}
}

// segments of the digits 0 to 9, from the top clockwise, the middle one last.
var segments = [10]uint8{0b0111111, 0b0000110, 0b1011011, 0b1001111, 0b1100110, 0b1101101, 0b1111101, 0b0000111, 0b1111111, 0b1101111}

// number draws n in seven-segment digits, two places wide.
func number(img *image.Gray, x, y, n int) {
	const w, h, t = 12, 22, 3
	if n < 10 {
		x += 11
	} else {
		number(img, x-11, y, n/10)
		x, n = x+22, n%10
	}
	for s, r := range [7][4]int{
		{0, 0, w, t}, {w - t, 0, w, h / 2}, {w - t, h / 2, w, h}, {0, h - t, w, h},
		{0, h / 2, t, h}, {0, 0, t, h / 2}, {0, h/2 - 1, w, h/2 + 2},
	} {
		if segments[n]&(1<<s) != 0 {
			fill(img, x+r[0], y+r[1], x+r[2], y+r[3], ink)
		}
	}
}
