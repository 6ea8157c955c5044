// SYNTAX TEST "source.go" "comments that take findings away"

//archway:ignore-file hardcoded-arch,undefined linux only: undefined on arm64
// <-- comment.line.double-slash.archway meta.suppression.archway punctuation.definition.comment.archway
//^^^^^^^^^^^^^^^^^^^ comment.line.double-slash.archway meta.suppression.archway keyword.control.directive.archway
//                    ^^^^^^^^^^^^^^ comment.line.double-slash.archway meta.suppression.archway entity.name.function.rule.archway
//                                  ^ comment.line.double-slash.archway - entity.name.function.rule.archway
//                                   ^^^^^^^^^ entity.name.function.rule.archway
//                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash.archway meta.suppression.archway - entity.name.function.rule.archway constant.language.goarch.archway

package main
// <------- keyword.package.go - comment.line.double-slash.archway

import "syscall" //archway:ignore undefined reason
//                 ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                                ^^^^^^^^^ entity.name.function.rule.archway

type stats struct {
	sent int64 // archway:ignore unaligned-atomic reason
//             ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                            ^^^^^^^^^^^^^^^^ entity.name.function.rule.archway
//                                            ^^^^^^^ comment.line.double-slash.archway
}

const (
	one = 1 << 40 //archway:ignore constant-overflow reason
//               ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                              ^^^^^^^^^^^^^^^^^ entity.name.function.rule.archway
)

func sum(data []byte) uint64 //archway:ignore missing-function-body,unknown-rule reason
//                             ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                                            ^^^^^^^^^^^^^^^^^^^^^ entity.name.function.rule.archway
//                                                                 ^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash.archway - entity.name.function.rule.archway

func f() error { //archway:ignore undefined reason
//                 ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                                ^^^^^^^^^ entity.name.function.rule.archway
	//archway:ignore undefined reason
// ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                ^^^^^^^^^ entity.name.function.rule.archway
	return syscall.Dup2(1, 2) //archway:ignore undefined reason
//                           ^^^^^^^^^^^^^^ meta.suppression.archway keyword.control.directive.archway
//                                          ^^^^^^^^^ entity.name.function.rule.archway
}

//archway:ignored undefined reason
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash.go - keyword.control.directive.archway entity.name.function.rule.archway
// see archway:ignore undefined
// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash.go - keyword.control.directive.archway entity.name.function.rule.archway

var text = "//archway:ignore undefined reason"
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.go - keyword.control.directive.archway entity.name.function.rule.archway
