# frozen_string_literal: true

Gem::Specification.new do |gem|
  gem.name = 'asciidoctor-certdot'
  gem.version = '0.1.0'
  gem.summary = 'Skill trees, certification paths and roadmaps in AsciiDoc: text becomes pictures'
  gem.authors = ['certdot']
  gem.licenses = ['MIT', 'Apache-2.0']
  gem.required_ruby_version = '>= 2.7'
  gem.files = Dir['lib/**/*.rb'] + ['README.md']
  gem.add_runtime_dependency 'asciidoctor', '>= 2.0.11', '< 3.0'
end
