import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { App } from './App.tsx';
import './style/frame.css';
import './style/page.css';
import './style/paper.css';
import { TextProvider } from './text/TextProvider.tsx';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <TextProvider>
        <App />
      </TextProvider>
    </QueryClientProvider>
  </StrictMode>,
);
