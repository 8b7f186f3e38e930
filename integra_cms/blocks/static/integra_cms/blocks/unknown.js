/* Keeps the placeholder for unknown blocks out of the menu in which editors choose a new block. */
(function () {
  const PLACEHOLDER = '_unknown';
  const Stock = window.wagtailStreamField.blocks.StreamBlockDefinition;

  class StreamBlockDefinition extends Stock {
    constructor(name, groupedChildBlockDefs, initialChildStates, meta) {
      super(name, groupedChildBlockDefs, initialChildStates, meta);
      this.groupedChildBlockDefs = groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter((block) => block.name !== PLACEHOLDER)])
        .filter(([, blocks]) => blocks.length);
    }
  }

  window.telepath.register('integra_cms.blocks.StreamBlock', StreamBlockDefinition);
})();
