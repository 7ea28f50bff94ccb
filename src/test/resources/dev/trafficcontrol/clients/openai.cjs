// OpenAI's own SDK for Node against a gateway: OPENAI_BASE_URL and OPENAI_API_KEY are in the environment.
// Prints one line of JSON: what each way of asking gave, and how many requests it took.
const OpenAI = require('openai').OpenAI;

let requests = 0;
const client = new OpenAI({ fetch: (...asked) => { requests++; return fetch(...asked); } });
const model = process.env.MODEL;
const messages = [{ role: 'user', content: 'Say something short.' }];
const tool = { type: 'function', name: 'look', parameters: { type: 'object', properties: {} } };

async function streamedChat(options) {
  let text = '', chunks = 0, usage = null;
  for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, ...options })) {
    chunks++;
    text += chunk.choices[0]?.delta?.content ?? '';
    usage = chunk.usage ?? usage;
  }
  return { text, chunks, usage };
}

async function main() {
  const said = {};
  said.chat = await client.chat.completions.create({ model, messages });
  said.many = await client.chat.completions.create({ model, messages, n: 2, max_completion_tokens: 200 });
  said.streamed = await streamedChat({});
  said.counted = await streamedChat({ stream_options: { include_usage: true } });
  said.response = await client.responses.create({ model, input: 'Say something short.', tools: [tool] });
  said.goesOn = await client.responses.create({ model, input: 'And?', previous_response_id: said.response.id });
  let last = null, text = '';
  for await (const event of await client.responses.create({ model, input: 'Say something short.', stream: true })) {
    last = event.type;
    text += event.type === 'response.output_text.delta' ? event.delta : '';
  }
  said.events = { last, text };
  said.models = (await client.models.list()).data.length;
  said.requests = requests;
  return said;
}

async function refused() {
  try {
    await client.responses.create({ model, input: 'One too many.' });
    return { refused: false };
  } catch (error) {
    return { refused: true, status: error.status, code: error.code, type: error.type, message: error.message, requests };
  }
}

(process.env.EXPECT === 'refusal' ? refused() : main()).then(
  (said) => console.log(JSON.stringify(said)),
  (error) => { console.error(error); process.exit(1); });
