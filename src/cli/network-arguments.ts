/** The words after `octavo network`. */
import type { Command } from 'commander'
import type { NetworkRequest } from './network.js'

type Verb = NetworkRequest['verb']
type Examples = readonly (readonly [command: string, meaning: string])[]

const verbs: Readonly<Record<Verb, { summary: string; examples: Examples }>> = {
  count: {
    summary: 'count parameters and multiply-adds',
    examples: [
      ['octavo network count deploy.prototxt', 'and say how it was counted'],
      ['octavo network count model.onnx --json', 'the same for a program'],
      ['octavo network count model.pt --input 1,3,299,299', 'for pictures of another size'],
    ],
  },
  show: {
    summary: 'list the layers with their shapes and counts',
    examples: [['octavo network show model.tflite', 'one line a layer']],
  },
  diff: {
    summary: 'say what changed between two files',
    examples: [['octavo network diff deploy.prototxt model.onnx', 'what a converter lost']],
  },
}

const formats = `
FILE is Caffe (.prototxt, .caffemodel), Caffe2 (predict_net.pb), ONNX, PyTorch (.pt, .pth, .safetensors), TensorFlow (.pb, model.json, .tflite) or Keras (.h5, .keras). Nothing in it is ever run.`

/** Add `octavo network` with its verbs. */
export function addNetworkCommand(
  program: Command,
  formatExamples: (examples: Examples) => string,
  take: (request: NetworkRequest) => void,
): void {
  const network = program
    .command('network')
    .summary('count, list and compare the neural network in a model file')
    .description(`Count, list and compare the neural network in a model file.${formats}`)
    .helpCommand(false)
    .addHelpText('after', formatExamples(verbs.count.examples))
  for (const verb of Object.keys(verbs) as Verb[]) {
    const { summary, examples } = verbs[verb]
    const command = network
      .command(verb)
      .summary(summary)
      .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.${formats}`)
      .argument('<file>', 'model file')
      .option('--json', 'print one JSON object, for programs')
      .addHelpText('after', formatExamples(examples))
    if (verb === 'diff') command.argument('<other>', 'model file to compare it with')
    else command.option('--input <shape>', 'lengths of the first input, as 1,3,224,224')
    command.action((...given: unknown[]) => {
      const files = given.filter((word): word is string => typeof word === 'string')
      take({ json: false, ...command.opts<object>(), verb, files })
    })
  }
}
