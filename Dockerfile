# One static program and nothing else: no shell, no libc, no Python.
#
#   docker build -t score .
#   docker run --rm --read-only --tmpfs /tmp --network none -v "$PWD:/in:ro" score run /in/answer.py
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o /out/score ./cmd/score && mkdir -p /out/tmp && chmod 1777 /out/tmp

FROM scratch
COPY --from=build /out/ /
USER 65532:65532
WORKDIR /tmp
ENTRYPOINT ["/score"]
