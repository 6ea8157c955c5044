# SYNTAX TEST "source.dockerfile" "comments that take findings away"

# archway:ignore-file hardcoded-arch,suppression reason
# <- comment.line.number-sign.archway meta.suppression.archway punctuation.definition.comment.archway
# ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                     ^^^^^^^^^^^^^^ entity.name.function.rule.archway
#                                   ^ comment.line.number-sign.archway - entity.name.function.rule.archway
#                                    ^^^^^^^^^^^ entity.name.function.rule.archway
#                                               ^^^^^^^ comment.line.number-sign.archway - entity.name.function.rule.archway
FROM --platform=linux/amd64 golang:1.24 AS build
# <---- keyword.other.special-method.dockerfile - comment.line.number-sign.archway

RUN apt-get update && \
    # archway:ignore hardcoded-arch reason
#     ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway keyword.control.directive.archway
#                    ^^^^^^^^^^^^^^ comment.line.number-sign.archway meta.suppression.archway entity.name.function.rule.archway
    apt-get install libc6-amd64-cross

RUN echo "# archway:ignore hardcoded-arch"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.dockerfile - keyword.control.directive.archway entity.name.function.rule.archway
