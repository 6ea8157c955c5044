# SYNTAX TEST "source.shell" "comments that take findings away"

# archway:ignore-file hardcoded-arch,suppression reason
# <- comment.line.number-sign.archway meta.suppression.archway punctuation.definition.comment.archway
# ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                     ^^^^^^^^^^^^^^ entity.name.function.rule.archway
#                                   ^ comment.line.number-sign.archway - entity.name.function.rule.archway
#                                    ^^^^^^^^^^^ entity.name.function.rule.archway
#                                               ^^^^^^^ comment.line.number-sign.archway - entity.name.function.rule.archway

curl -O "https://example.com/tool-amd64" # archway:ignore hardcoded-arch reason
#                                          ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                                                         ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway

if true; then  # archway:ignore hardcoded-arch reason
#                ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                               ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
  # archway:ignore hardcoded-arch reason
#   ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                  ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
  arch=amd64	# archway:ignore hardcoded-arch reason
#           	  ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#           	                 ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
fi

echo "# archway:ignore hardcoded-arch"
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.shell - keyword.control.directive.archway entity.name.function.rule.archway
echo a#archway:ignore hardcoded-arch
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source.shell - keyword.control.directive.archway entity.name.function.rule.archway
