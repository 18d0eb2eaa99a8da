# frozen_string_literal: true

require 'asciidoctor/extensions'
require_relative 'picture'

module AsciidoctorCertdot
  # Makes Asciidoctor keep the location of each block, where mistakes are reported.
  class Places < Asciidoctor::Extensions::Preprocessor
    def process(document, reader)
      document.sourcemap = true
      reader
    end
  end

  # `[cert]` above a listing, a literal block or a paragraph.
  class TreeBlock < Asciidoctor::Extensions::BlockProcessor
    use_dsl
    named :cert
    on_contexts :listing, :literal, :open, :paragraph
    parse_content_as :raw

    def process(parent, reader, attributes)
      # The place of a block that is fenced is that of its fence.
      before = attributes['cloaked-context'] == :paragraph ? 0 : 1
      Picture.new(parent, attributes, tree: "#{reader.read_lines.join("\n")}\n", before: before)
    end
  end

  # `cert::tree.cert[]`
  class TreeMacro < Asciidoctor::Extensions::BlockMacroProcessor
    use_dsl
    named :cert
    positional_attributes 'alt', 'width', 'height'

    def process(parent, target, attributes)
      Picture.new(parent, attributes, file: target)
    end
  end
end
