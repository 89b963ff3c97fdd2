# One line each. Tools (veraPDF, LibreOffice …): .ci/tools fetches them into .tools/.
FLAGS = -trimpath -buildvcs=false -ldflags="-s -w -buildid= -X main.version=0.1.0"
TARGETS = linux/amd64 linux/arm64 linux/loong64 windows/amd64 darwin/arm64
FUZZTIME = 20s
N = 1000
export CGO_ENABLED = 0
export VERAPDF_LIB ?= $(wildcard $(CURDIR)/.tools/verapdf)
export OOXML_XSD ?= $(wildcard $(CURDIR)/.tools/xsd)
export S3_SERVER ?= $(wildcard $(CURDIR)/.tools/versitygw)

demo: build ; bin/nianbao build examples/seed-2020.toml -o out
build: ; go build $(FLAGS) -o bin/nianbao ./cmd/nianbao
test: ; go test ./...
race: ; CGO_ENABLED=1 go test -race -short ./...
golden: ; go test -update $$(grep -rlE 'flag.Bool\("update"' --include='*_test.go' . | xargs -n1 dirname | sort -u)
bench: build ; go test -run '^$$' -bench . -benchmem ./... && .ci/bench $(N)
fuzz: ; .ci/fuzz $(FUZZTIME)
cross: ; for t in $(TARGETS); do GOOS=$${t%/*} GOARCH=$${t#*/} go build $(FLAGS) -o bin/$$t/ ./cmd/nianbao || exit 1; done
twice: build ; .ci/twice
conformance: build ; .ci/conformance
examples: build ; bin/nianbao build examples -o out/examples
s3: ; mkdir -p out/s3/dangan out/sidecar && ROOT_ACCESS_KEY=nianbao ROOT_SECRET_KEY=nianbao-local $(S3_SERVER) --port 127.0.0.1:7070 posix --sidecar $(CURDIR)/out/sidecar out/s3
.PHONY: demo build test race golden bench fuzz cross twice conformance examples s3
