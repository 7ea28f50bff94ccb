// Anthropic's own SDK for Node against a gateway: ANTHROPIC_BASE_URL and ANTHROPIC_API_KEY are in the environment.
// Prints one line of JSON: what each way of asking gave, and how many requests it took.
const Anthropic = require('@anthropic-ai/sdk').Anthropic;

let requests = 0;
const client = new Anthropic({ fetch: (...asked) => { requests++; return fetch(...asked); } });
const model = process.env.MODEL;
const asked = { model, max_tokens: 300, messages: [{ role: 'user', content: 'Say something short.' }] };
const tool = { name: 'look', input_schema: { type: 'object', properties: {} } };

async function main() {
  const said = {};
  said.message = await client.messages.create(asked);
  said.withTools = await client.messages.create({ ...asked, tools: [tool] });
  said.streamed = await client.messages.stream(asked).finalMessage();
  said.cached = await client.messages.create({
    ...asked,
    system: [{ type: 'text', text: 'You are careful. '.repeat(800), cache_control: { type: 'ephemeral', ttl: '1h' } }],
  });
  said.counted = await client.messages.countTokens({ model, messages: asked.messages });
  said.models = (await client.models.list()).data.length;
  said.requests = requests;
  return said;
}

async function refused() {
  try {
    await client.messages.create(asked);
    return { refused: false };
  } catch (error) {
    return { refused: true, status: error.status, type: error.error?.error?.type, message: error.message, requests };
  }
}

(process.env.EXPECT === 'refusal' ? refused() : main()).then(
  (said) => console.log(JSON.stringify(said)),
  (error) => { console.error(error); process.exit(1); });
