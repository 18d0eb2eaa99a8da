# frozen_string_literal: true

# Trees of certdot in AsciiDoc.
#
# A tree is a block with the style `cert`, or a macro that names a file. Both become a picture that is yet to be drawn
# (`picture`); when the whole document has been read, all are drawn together (`drawing`). All that is known of the language
# is known by the program (`program`).

require 'asciidoctor'
require_relative 'asciidoctor-certdot/blocks'
require_relative 'asciidoctor-certdot/drawing'

Asciidoctor::Extensions.register do
  preprocessor AsciidoctorCertdot::Places
  block AsciidoctorCertdot::TreeBlock
  block_macro AsciidoctorCertdot::TreeMacro
  tree_processor AsciidoctorCertdot::Drawing
end
