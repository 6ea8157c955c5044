# SYNTAX TEST "source.makefile" "comments that take findings away"

# archway:ignore-file hardcoded-arch,suppression reason
# <- comment.line.number-sign.archway meta.suppression.archway punctuation.definition.comment.archway
# ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                     ^^^^^^^^^^^^^^ entity.name.function.rule.archway
#                                   ^ comment.line.number-sign.archway - entity.name.function.rule.archway
#                                    ^^^^^^^^^^^ entity.name.function.rule.archway
#                                               ^^^^^^^ comment.line.number-sign.archway - entity.name.function.rule.archway

GOARCH = amd64 # archway:ignore hardcoded-arch reason
#                ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                               ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway

build: bin # archway:ignore hardcoded-arch reason
#            ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                           ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
	# archway:ignore hardcoded-arch reason
#  ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                 ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
	GOARCH=amd64 go build # archway:ignore hardcoded-arch reason
#                        ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                                       ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
