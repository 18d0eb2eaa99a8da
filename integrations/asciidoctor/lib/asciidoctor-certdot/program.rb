# frozen_string_literal: true

require 'erb'
require 'json'
require 'open3'

module AsciidoctorCertdot
  # The program: asked, and its answer.
  class Program
    # The program cannot be asked, or has no answer.
    class Unanswered < StandardError
    end

    def initialize(document)
      @document = document
      @folder = document.base_dir
      @page = document.attr('docfile') || File.join(@folder, 'document.adoc')
      @name = setting('certdot-program') || ENV['CERTDOT_PROGRAM'] || 'certdot'
    end

    # The path of the document, as problems name it.
    attr_reader :page

    # What the program makes of pictures: of each its answer, in their order. A program that cannot be asked is a problem of
    # each, like any other. Those that go into files have a folder, relative to the page.
    def ask(pictures, kind, folder = nil)
      answers = {}.compare_by_identity
      # A theme applies to all that are requested together.
      pictures.group_by(&:theme).each do |theme, together|
        items = together.map { |picture| item(picture, folder) }
        together.zip(exchange({ items: items, theme: theme, kind: kind })) do |picture, answer|
          answers[picture] = answer
        end
      rescue Unanswered => e
        together.each { |picture| answers[picture] = unanswered(picture, e.message) }
      end
      pictures.map { |picture| answers[picture] }
    end

    private

    def item(picture, folder)
      place = { path: @page, line: picture.line, folder: folder }.compact
      # A file is named as in an address.
      file = picture.file && picture.file.split('/', -1).map { |part| ERB::Util.url_encode(part) }.join('/')
      place.merge(file ? { file: file } : { tree: picture.tree })
    end

    def exchange(request)
      out, err, status = Open3.capture3(*command, stdin_data: JSON.generate(request), chdir: @folder)
      unless status.success?
        said = err.strip
        raise Unanswered, said.empty? ? "`#{@name}` ended with #{status.exitstatus}" : said
      end
      items = JSON.parse(out).fetch('items')
      return items if items.size == request[:items].size

      raise Unanswered, "`#{@name}` answered #{items.size} of #{request[:items].size} trees"
    rescue SystemCallError => e
      raise Unanswered, "cannot run `#{@name}` (#{e.class.name.split('::').last}): install it, or set its path with " \
                        '`-a certdot-program=…`'
    rescue JSON::ParserError, KeyError
      raise Unanswered, "`#{@name}` gave an answer that cannot be read: is it certdot?"
    end

    def command
      icons = (setting('certdot-icons') || '').split(',').flat_map { |folder| ['--icons', folder.strip] }
      [@name, 'md', '--json', '--root', @folder, *icons]
    end

    # Only the user who converts the document can set these, not the document: which program runs, and which files it reads.
    def setting(name)
      @document.attr(name) if @document.attribute_locked?(name)
    end

    def unanswered(picture, why)
      problem = { 'severity' => 'error', 'message' => why, 'file' => @page, 'line' => picture.line }
      { 'picture' => nil, 'alt' => '', 'problems' => [problem] }
    end
  end
end
