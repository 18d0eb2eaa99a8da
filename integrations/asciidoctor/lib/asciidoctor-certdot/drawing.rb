# frozen_string_literal: true

require 'digest'
require 'fileutils'
require 'pathname'
require 'tempfile'
require_relative 'picture'
require_relative 'program'

module AsciidoctorCertdot
  # Draws all trees of a document that has been read.
  class Drawing < Asciidoctor::Extensions::TreeProcessor
    include Asciidoctor::Logging

    # The kinds of pictures by output format; all others take SVG.
    KINDS = { 'pdf' => 'png', 'manpage' => 'none' }.freeze

    # A PNG has so many pixels for one of a page.
    SCALE = 2

    def process(document)
      pictures = Picture.all(document)
      return if pictures.empty?

      program = Program.new(document)
      kind = KINDS.fetch(document.backend, 'svg')
      pictures.zip(program.ask(pictures, kind, (beside(document) unless in_page?(document, kind)))) do |picture, answer|
        answer['problems'].each { |problem| tell(picture, problem, program.page) }
        if answer['problems'].any? { |problem| problem['severity'] == 'error' }
          refuse(picture, answer, program.page)
        else
          put(picture, answer, kind)
        end
      end
      nil
    end

    private

    # Reports a problem at its location, which is in another file if the document uses one.
    def tell(picture, problem, page)
      file, line = problem.values_at('file', 'line')
      place = file == page ? picture.place(line) : Asciidoctor::Reader::Cursor.new(file, nil, file, line)
      words = problem['code'] ? "#{problem['message']} (#{problem['code']})" : problem['message']
      message = message_with_context(words, source_location: place)
      problem['severity'] == 'error' ? logger.error(message) : logger.warn(message)
    end

    # Gives a picture what its converter needs.
    def put(picture, answer, kind)
      alt = picture.said || answer['alt']
      if in_page?(picture.document, kind)
        picture.svg = linked(answer['picture'], picture.document)
        return
      end
      picture.set_attr('alt', alt)
      return if kind == 'none'

      content = kind == 'svg' ? linked(answer['picture'], picture.document) : answer['picture'].unpack1('m')
      name = "certdot-#{Digest::SHA256.hexdigest(content)[0, 16]}.#{kind}"
      write(File.join(folder(picture.document), name), content)
      picture.set_attr('target', name)
      picture.set_attr('width', (content[16, 4].unpack1('N') / SCALE).to_s) if kind == 'png' && !picture.attr?('width')
    end

    # A picture whose links to other documents lead to what these become, as references of the document's own do.
    def linked(svg, document)
      suffix = document.attr('relfilesuffix') || document.outfilesuffix
      before = document.attr('relfileprefix')
      svg.gsub(%r{(<a xlink:href=")([^"?#:]*/)?([^"?#:/]+)\.adoc(?=["?#])}) do
        folder = Regexp.last_match(2)
        folder&.start_with?('/') ? Regexp.last_match(0) : "#{Regexp.last_match(1)}#{folder}#{before}#{Regexp.last_match(3)}#{suffix}"
      end
    end

    # Whether pictures go into the page, rather than into files. The PDF converter counts itself as HTML.
    def in_page?(document, kind)
      kind == 'svg' && document.basebackend?('html')
    end

    # Where a converter, or who reads what it makes, looks for images.
    def folder(document)
      said = document.attr('imagesoutdir')
      said ? File.expand_path(said, document.base_dir) : File.expand_path(document.attr('imagesdir', ''), made(document))
    end

    # The folder of the converted document.
    def made(document)
      # The PDF converter reads images itself, relative to the document.
      folder = document.attr('outdir') || document.options[:to_dir] unless document.backend == 'pdf'
      folder || document.base_dir
    end

    # The folder of images, relative to the converted document.
    def beside(document)
      Pathname.new(folder(document)).relative_path_from(Pathname.new(File.expand_path(made(document)))).to_s
    rescue ArgumentError
      # They are on two disks of Windows, between which no relative address leads.
      nil
    end

    # Writes a file whose name is a hash of its content, whole or not at all.
    def write(path, content)
      return if File.exist?(path)

      FileUtils.mkdir_p(File.dirname(path))
      Tempfile.create('certdot', File.dirname(path), binmode: true) do |file|
        file.write(content)
        file.chmod(0o644)
        file.close
        File.rename(file.path, path)
      end
    end

    # Puts in the place of a tree why it cannot be drawn.
    def refuse(picture, answer, page)
      parent = picture.parent
      box = create_block(parent, :admonition, nil, { 'name' => 'caution', 'textlabel' => 'Error', 'style' => 'CAUTION' },
                         content_model: :compound)
      box.id = picture.id
      box.title = picture.written_title if picture.title?
      box.attributes['role'] = 'certdot-error'
      box << create_block(box, :paragraph, 'This tree cannot be drawn.', {}, subs: :default)
      list = create_list(box, :ulist)
      errors = answer['problems'].select { |problem| problem['severity'] == 'error' }
      errors.each { |problem| list << item(list, problem, page) }
      box << list
      box << create_block(box, :listing, picture.tree.lines(chomp: true), {}) if picture.tree
      parent.blocks[parent.blocks.index { |block| block.equal?(picture) }] = box
    end

    def item(list, problem, page)
      place = problem['file'] == page ? "line #{problem['line']}" : "#{problem['file']}:#{problem['line']}"
      # Nothing in a message is AsciiDoc.
      words = "#{place}: #{problem['message']}"
      item = Asciidoctor::ListItem.new(list, words)
      item.instance_variable_set(:@subs, [:specialcharacters])
      item
    end
  end
end
