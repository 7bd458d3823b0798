import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BridgeProvider, createQueryClient } from './api/BridgeProvider.tsx';
import { createElectronBridge } from './api/electron-bridge.ts';
import { createHttpBridge } from './api/http-bridge.ts';
import { App } from './App.tsx';
import './style/variables.css';
import './style/frame.css';
import './style/work.css';
import './style/steps.css';
import './style/choices.css';
import './style/fields.css';
import './style/parts.css';
import './style/board.css';
import './style/register.css';
import './style/questionnaire.css';
import './style/examination.css';
import './style/collection.css';
import './style/narrow.css';
import './style/modal.css';
import './style/drives.css';
import './style/decision.css';
import './style/donor.css';
import './style/devices.css';
import './style/self-service.css';
import { startTexts } from './text/index.ts';

const bridge =
  window.bloodmobile === undefined
    ? createHttpBridge(window.location)
    : createElectronBridge(window.bloodmobile);

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');

await startTexts();
createRoot(place).render(
  <StrictMode>
    <BridgeProvider bridge={bridge} queries={createQueryClient()}>
      <App />
    </BridgeProvider>
  </StrictMode>,
);
