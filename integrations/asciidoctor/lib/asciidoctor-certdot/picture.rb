# frozen_string_literal: true

require 'asciidoctor'

module AsciidoctorCertdot
  # A tree in a document. It is an image to whoever asks: it is numbered, it can be referred to, and every converter can
  # put it down; but in HTML the picture is in the page.
  class Picture < Asciidoctor::Block
    # The tree, or the name of the file that it is in.
    attr_reader :tree, :file
    # The picture as SVG, if it goes into the page.
    attr_accessor :svg

    # All trees of the document that a node belongs to, those in the cells of tables too.
    def self.all(document)
      document = document.parent_document while document.nested?
      document.catalog[:certdot] ||= []
    end

    # `before` is the number of lines from the place of the block to that of the tree.
    def initialize(parent, attributes, tree: nil, file: nil, before: 0)
      # Attributes before the block belong to the block; its style is used up.
      super(parent, :image, attributes: attributes.reject { |name, _| name == 'style' || name == 1 })
      # Like images, they have a figure number below them.
      self.title = attributes['title'] if attributes['title']
      assign_caption attributes['caption'], 'figure'
      %w(title caption).each { |name| remove_attr name }
      @before = before
      @tree = tree
      @file = file
      # What no converter knows how to draw it must still be able to name.
      set_attr('target', file || 'tree.cert') unless attr?('target')
      Picture.all(parent.document) << self
    end

    # The line on which the tree starts, or that of the macro.
    def line
      source_location ? source_location.lineno + @before : 1
    end

    # A place in the file that it is written in.
    def place(line)
      here = source_location
      here ? Asciidoctor::Reader::Cursor.new(here.file, here.dir, here.path, line) : nil
    end

    # The title as it is written.
    def written_title
      @title
    end

    def theme
      attr('theme') || document.attr('certdot-theme')
    end

    # The document's text for readers who cannot see the picture.
    def said
      attr('alt') unless attr('default-alt')
    end

    def convert
      return super unless svg

      id = %( id="#{self.id}") if self.id
      classes = ['imageblock', 'certdot', attr('float'), ("text-#{attr('align')}" if attr?('align')), role].compact
      title = %(\n<div class="title">#{captioned_title}</div>) if title?
      %(<div#{id} class="#{classes.join(' ')}">\n<div class="content"#{label}>\n#{sized}\n</div>#{title}\n</div>)
    end

    private

    # The SVG has the tree's text alternative; that of the document takes precedence, even if it is empty.
    def label
      return ' aria-hidden="true"' if said == ''

      said ? %( role="img" aria-label="#{document.sub_specialchars(said).gsub('"', '&quot;')}") : ''
    end

    # As wide as the page allows, or as the document sets it.
    def sized
      width = attr('width')
      wanted = "width:#{width =~ /\A\d+\z/ ? "#{width}px" : width};" if width =~ /\A\d+(\.\d+)?(px|%|em|rem|pt|cm|mm|in)?\z/
      svg.sub('<svg ', %(<svg style="#{wanted}max-width:100%;height:auto" ))
    end
  end
end
