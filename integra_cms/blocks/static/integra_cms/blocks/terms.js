/* Shows codes that are stored but not on offer, so that saving the form does not lose them. */
(function () {
  const stock = (name) => window.telepath.constructors[`wagtail.widgets.${name}`];

  /* A widget whose bound form calls add(bound, code, text) for each such code. */
  const keeping = (Stock, codesOnOffer, add) =>
    class extends Stock {
      constructor(html, notOnOffer) {
        super(html);
        const Bound = this.boundWidgetClass;
        this.boundWidgetClass = class extends Bound {
          setState(state) {
            const offered = codesOnOffer(this);
            [state].flat()
              .filter((code) => code && !offered.includes(code))
              .forEach((code) => add(this, code, `${code} ${notOnOffer}`));
            super.setState(state);
          }
        };
      }
    };

  window.telepath.register(
    'integra_cms.blocks.TermSelect',
    keeping(
      stock('Select'),
      (bound) => Array.from(bound.input.options, (option) => option.value),
      (bound, code, text) => bound.input.add(new Option(text, code)),
    ),
  );

  window.telepath.register(
    'integra_cms.blocks.TermCheckboxes',
    keeping(
      stock('RadioSelect'),
      (bound) => Array.from(bound.element.querySelectorAll('input'), (input) => input.value),
      (bound, code, text) => {
        const input = Object.assign(document.createElement('input'), {
          type: 'checkbox',
          name: bound.name,
          value: code,
        });
        const label = document.createElement('label');
        label.append(input, ` ${text}`);
        const row = document.createElement('div');
        row.append(label);
        bound.element.append(row);
      },
    ),
  );
})();
