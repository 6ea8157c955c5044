// SYNTAX TEST "source.go" "build constraints"

//go:build linux && (arm64 || !cgo) && go1.21 && fuse.v2
// <-- comment.line.double-slash.archway meta.build-constraint.archway punctuation.definition.comment.archway
//^^^^^^^^ comment.line.double-slash.archway meta.build-constraint.archway keyword.control.directive.archway
//        ^ comment.line.double-slash.archway - keyword.control.directive.archway support.type.goos.archway
//         ^^^^^ comment.line.double-slash.archway meta.build-constraint.archway support.type.goos.archway
//               ^^ keyword.operator.logical.archway
//                  ^ keyword.operator.group.archway
//                   ^^^^^ constant.language.goarch.archway
//                         ^^ keyword.operator.logical.archway
//                            ^ keyword.operator.logical.archway
//                             ^^^ support.function.tag.archway
//                                ^ keyword.operator.group.archway
//                                  ^^ keyword.operator.logical.archway
//                                     ^^^^^^ support.function.tag.archway
//                                               ^^^^^^^ variable.other.tag.archway - support.function.tag.archway

    //go:build unix
//  ^^ comment.line.double-slash.archway punctuation.definition.comment.archway
//             ^^^^ support.function.tag.archway

// Names that only look like known ones are the user's.
//go:build mips64lefoo || nolinux || amd64.v3 || aarch64 || go1x || goexperiment.arenas
//         ^^^^^^^^^^^ variable.other.tag.archway - constant.language.goarch.archway
//                        ^^^^^^^ variable.other.tag.archway - support.type.goos.archway
//                                   ^^^^^^^^ support.function.tag.archway - constant.language.goarch.archway
//                                               ^^^^^^^ variable.other.tag.archway - constant.language.goarch.archway
//                                                          ^^^^ variable.other.tag.archway
//                                                                  ^^^^^^^^^^^^^^^^^^^ support.function.tag.archway

// +build linux,!arm64 darwin
// <-- comment.line.double-slash.archway meta.build-constraint.archway punctuation.definition.comment.archway
// ^^^^^^ keyword.control.directive.archway
//        ^^^^^ support.type.goos.archway
//             ^ keyword.operator.logical.archway
//              ^ keyword.operator.logical.archway
//               ^^^^^ constant.language.goarch.archway
//                     ^^^^^^ support.type.goos.archway
//+build mips64p32 && x
//^^^^^^ keyword.control.directive.archway
//       ^^^^^^^^^ constant.language.goarch.archway
//                 ^^ comment.line.double-slash.archway - keyword.operator.logical.archway

// What Go does not take for a constraint.
//go:builder linux
//^^^^^^^^^^^^^^^^ comment.line.double-slash.go - keyword.control.directive.archway support.type.goos.archway
// go:build linux
//^^^^^^^^^^^^^^^ comment.line.double-slash.go - keyword.control.directive.archway support.type.goos.archway
/*
//go:build linux
// <---------------- comment.block.go - keyword.control.directive.archway support.type.goos.archway
*/

package main // The line after a constraint is code again.
// <------- keyword.package.go - comment.line.double-slash.archway

var text = `
//go:build linux
// <---------------- string.quoted.raw.go - keyword.control.directive.archway support.type.goos.archway
`

var x = 1 //go:build linux
//          ^^^^^^^^^^^^^^ comment.line.double-slash.go - keyword.control.directive.archway support.type.goos.archway
